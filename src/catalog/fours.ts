import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Fact, Narrow, Parse, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { spellings, type Value } from '../model/value.ts';
import { Arms } from './arms.ts';
import { columnAt } from './columns.ts';
import { Design } from './design.ts';
import { cutPrefix, readInGroups } from './groups.ts';
import { narrowings } from './narrows.ts';
import type { Readers } from './one-family.ts';
import { isIPv4, Parses, type Taking } from './parses.ts';
import { type Picking, Picks } from './picks.ts';
import type { Places } from './places.ts';
import { Quads } from './quads.ts';

/** A place that is for IPv4 only, before it is a fact. */
export interface Claim {
  readonly site: Site;
  readonly span: Span;
  /** The address; undefined where none is at hand. */
  readonly input: Expr | undefined;
  readonly place: string;
  readonly because: readonly Step[];
  readonly is: Taking['is'] | { readonly kind: 'narrow'; readonly by: Narrow['by']; readonly own: boolean };
  readonly inFile?: true;
}

/** What any fact has, and what is known of the address. */
type Seen = Omit<Parse, 'kind' | 'how' | 'others' | 'repair'>;

/** Finds what is taken, picked or kept as IPv4 only. */
export class Fours {
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #lexicon: Lexicon;
  readonly #design: Design;
  readonly #parses: Parses;
  readonly #quads: Quads;
  readonly #picks: Picks;
  /** Where tests of lists stand: they are no refusals besides. */
  readonly #narrowed = new Set<number>();

  constructor({ evaluator, guards, lexicon, purposes, text }: Readers, places: Places) {
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#lexicon = lexicon;
    this.#design = new Design(evaluator.unit, text, lexicon);
    const arms = new Arms(evaluator, lexicon, purposes);
    this.#parses = new Parses(evaluator, guards, arms, this.#design, places);
    this.#quads = new Quads(evaluator, this.#design, lexicon);
    this.#picks = new Picks(evaluator, guards, arms, this.#design, lexicon);
  }

  /** What a call of the catalog says. */
  called(call: Call, site: Site): readonly Claim[] {
    const { means } = call.entry;
    switch (means.is) {
      case 'enumerate':
        return this.#enumerated(call, means.own, site);
      case 'pick':
        if (means.family !== undefined && !isUnset(call.role(means.family))) return [];
        if (means.unless.some((word) => this.#design.mentions(word))) return [];
        return this.#narrow(site, site.expr.span, call.name, {
          by: means.finds === 'private' ? 'private' : 'library',
          own: means.own,
        });
      case 'test':
        return taken(this.#parses.conversion(call, means, site));
      case 'parse':
        return taken(this.#parses.called(call, means, site));
      case 'split':
        return taken(
          this.#quads.octets(call, means, site) ?? readInGroups(call, means, site, this.#evaluator, this.#design),
        );
      case 'scan':
        return taken(this.#quads.scanned(call, means, site));
      case 'number':
        return taken(this.#quads.number(call, means, site));
      default:
        return [];
    }
  }

  /** What an expression says by itself. */
  at(site: Site): readonly Claim[] {
    switch (site.expr.is) {
      case 'call':
        return [
          ...this.#picked(site),
          ...taken(
            this.#quads.bytes(site) ??
              cutPrefix(site, this.#evaluator, this.#lexicon, this.#design) ??
              this.#quads.reverseName(site) ??
              this.#quads.reverseSteps(site) ??
              columnAt(site),
          ),
        ];
      case 'concat':
        return taken(this.#quads.reverseName(site));
      case 'literal':
        return taken(this.#parses.tag(site) ?? columnAt(site) ?? this.#quads.pattern(site));
      case 'record':
        return taken(this.#parses.format(site) ?? this.#quads.bytes(site));
      default:
        return [];
    }
  }

  /** What the tests of the whole unit say; after all sites were asked. */
  tests(): readonly Claim[] {
    const loops = this.#picks.loops().flatMap((picking) => this.#listed(picking));
    const refused = [...this.#parses.refusals(), ...this.#parses.answers()];
    return [...loops, ...refused.filter(({ span }) => !this.#narrowed.has(span.start)).flatMap(taken)];
  }

  /** The fact of a claim: with what speaks for IPv4 by design, and where IPv6 is handled. */
  fact(claim: Claim, seen: Seen): Fact {
    const { site, span, is } = claim;
    const forIPv4 = this.#design.isForIPv4(site, spellings(seen.input)) || this.#isOfFamily(site.guard);
    const guards = forIPv4 ? [...seen.guards, { kind: 'is-ipv4', span } as const] : seen.guards;
    // Groups are those of an IPv6 address: that IPv6 is handled is what goes wrong.
    if (is.kind === 'parse' && is.how === 'groups') return { ...seen, ...is, span };
    const listed = is.kind === 'narrow' && (is.by === 'list' || is.by === 'test') ? span : undefined;
    const twin = claim.inFile ? this.#design.twinOfUsers(site) : this.#design.twin(site, listed);
    if (is.kind !== 'narrow') return { ...seen, ...is, span, guards, twin };
    const { input, evidence, spelled, ...rest } = seen;
    return { ...rest, ...is, from: claim.place, span, guards, twin };
  }

  /** `if protocol == ProtocolIPv4`: what is done there is done for IPv4, whatever it is done with. */
  #isOfFamily(guard: number): boolean {
    const { guards } = this.#evaluator.unit;
    for (let at = guard; at >= 0; at = guards[at]?.parent ?? -1) {
      const one = guards[at];
      const selected = one && this.#guards.selects(one.test, one.holds);
      if (selected?.kind === 'is-ipv4' && /(?:proto(?:col)?|family|version)$/i.test(spell(selected.of))) return true;
    }
    return false;
  }

  #enumerated(call: Call, own: boolean, site: Site): readonly Claim[] {
    const fn = this.#evaluator.unit.scopes[site.scope]?.function ?? -1;
    if (fn < 0) return [];
    const because = [{ says: `${call.name} gives addresses of both families`, span: site.expr.span }];
    return narrowings(fn, this.#evaluator, this.#guards).flatMap((test) =>
      this.#narrow(site, test.span, call.name, { by: 'test', own }, because),
    );
  }

  #picked(site: Site): readonly Claim[] {
    const filtered = this.#picks.filter(site);
    const named = this.#picks.named(site);
    const byName = named === undefined ? [] : this.#narrow(site, site.expr.span, named, { by: 'name', own: false });
    return filtered ? [...this.#listed(filtered), ...byName] : byName;
  }

  #listed({ site, span, list, own }: Picking): readonly Claim[] {
    return this.#narrow(site, span, list, { by: 'list', own });
  }

  #narrow(
    site: Site,
    span: Span,
    place: string,
    how: { readonly by: Narrow['by']; readonly own: boolean },
    because: readonly Step[] = [],
  ): readonly Claim[] {
    if (this.#narrowed.has(span.start)) return [];
    this.#narrowed.add(span.start);
    return [{ site, span, place, input: undefined, because, is: { kind: 'narrow', ...how } }];
  }
}

function taken(taking: Taking | undefined): readonly Claim[] {
  return taking ? [{ ...taking, because: [] }] : [];
}

/** Whether a family is not asked for, or is IPv4; a flag for IPv6 is off. */
function isUnset(family: Value): boolean {
  return family.is === 'absent' || isIPv4(family) || (family.is === 'text' && family.text === 'false');
}
