import type { Call } from '../evaluate/calls.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import { Guards } from '../evaluate/guards.ts';
import { keyOf, type Outside, questionsOf } from '../evaluate/outside.ts';
import { isOff } from '../evaluate/switches.ts';
import { type Lexicon, namesIPv4, namesIPv6 } from '../evaluate/words.ts';
import type { Expr, FieldAssignment, Site, Unit } from '../languages/language.ts';
import type { Dial, Evidence, Fact, GuardFact, Join, Listen, PortTest, Resolve, Split, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { absent, constants, type Question, spellings, type Value } from '../model/value.ts';
import { keepsBrackets, wasCut } from './brackets.ts';
import { defaultsOf } from './defaults.ts';
import { endFact, hostFromAddress, stepsOf } from './ends.ts';
import { type Claim, Fours } from './fours.ts';
import { halvesOf } from './halves.ts';
import { addsBrackets, headOf, knowsBrackets, namedSteps, placeOf, purposeOf, written } from './heads.ts';
import {
  authorityOf,
  hostMeaning,
  isProven,
  type Joined,
  joinsIn,
  mayHaveBrackets,
  type Piece,
  pieces,
} from './joins.ts';
import { hasVariable } from './kubelet-variables.ts';
import { besideSix, choicesOf, writtenHost } from './literals.ts';
import { madeAnew } from './made-anew.ts';
import { offersOf, placesAsked } from './offers.ts';
import { oneFamilyFacts, type Readers } from './one-family.ts';
import { patternCut } from './pattern-cuts.ts';
import type { Places } from './places.ts';
import { type Probe, probed, probesIn } from './probed.ts';
import { Purposes } from './purpose.ts';
import type { Wildcard } from './runtime-entry.ts';
import { setElsewhere } from './set-elsewhere.ts';
import { cutAt, functionAround } from './splits.ts';
import { findTwins, type Placed } from './twins.ts';
import { assignedBrackets, type Bracketed, bracketedHost, bracketedIn } from './url-hosts.ts';
import { byFile } from './where-it-runs.ts';
import { wholeHosts } from './whole-hosts.ts';

/** What a file says by itself. */
export interface Reading {
  readonly facts: readonly Fact[];
  /** What only other files can tell, of that on which a fact may turn. */
  readonly questions: readonly Question[];
  /** Top-level names for an IPv4 network or address: what other files do with them matters. */
  readonly offers: readonly string[];
}

/** Reads the facts of one unit, for one use. */
export class UnitFacts {
  readonly #unit: Unit;
  readonly #text: string;
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #purposes: Purposes;
  readonly #readers: Readers;
  readonly #fours: Fours;
  readonly #lexicon: Lexicon;
  readonly #wildcard: Wildcard;
  readonly #probes: readonly Probe[];
  readonly #placed: Placed[] = [];
  readonly #handedOver = new Set<number>();
  readonly #questions = new Map<string, Question>();

  constructor(unit: Unit, text: string, places: Places, lexicon: Lexicon, wildcard: Wildcard, outside: Outside) {
    this.#unit = unit;
    this.#text = text;
    this.#evaluator = new Evaluator(unit, places, text, outside);
    this.#guards = new Guards(this.#evaluator, lexicon);
    this.#purposes = new Purposes(this.#evaluator, lexicon);
    this.#readers = { text, evaluator: this.#evaluator, guards: this.#guards, lexicon, purposes: this.#purposes };
    this.#fours = new Fours(this.#readers, places);
    this.#lexicon = lexicon;
    this.#wildcard = wildcard;
    this.#probes = probesIn(this.#evaluator);
  }

  read(): Reading {
    for (const site of this.#unit.sites) this.#site(site);
    this.#assigned();
    if (this.#wildcard !== 'both') for (const site of this.#unit.sites) this.#defaults(site);
    this.#claims(this.#fours.tests());
    const facts = isOff('twin') ? this.#placed.map((one) => one.fact) : findTwins(this.#placed, this.#unit);
    const literals = this.#unit.sites.filter(
      (site) => site.expr.is === 'literal' && !this.#handedOver.has(site.expr.span.start),
    );
    const others = oneFamilyFacts(this.#readers);
    const [six, choices] = [besideSix(this.#unit), choicesOf(this.#unit)];
    const sorted = [...facts, ...literals.flatMap((site) => this.#literal(site, six, choices)), ...others].sort(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
    );
    this.#ask(this.#guards.questions);
    const everywhere = byFile(this.#unit, this.#lexicon);
    const all = everywhere.length === 0 ? sorted : sorted.map((fact) => guarded(fact, everywhere));
    return { facts: all, questions: [...this.#questions.values()], offers: offersOf(this.#unit, this.#wildcard) };
  }

  #ask(questions: readonly Question[]): void {
    for (const question of questions) this.#questions.set(keyOf(question), question);
  }

  #site(site: Site): void {
    const { expr } = site;
    if (expr.is === 'call' || expr.is === 'record')
      for (const call of this.#evaluator.calls.all(expr)) this.#call(call, site);
    if (expr.is === 'call') this.#ask(placesAsked(expr, this.#evaluator));
    const found = bracketedIn(site, this.#evaluator, this.#lexicon);
    if (found) this.#bracket(found.bracketed, found.place, site);
    if (expr.is === 'concat' || expr.is === 'call' || expr.is === 'other' || hasVariable(expr)) this.#joins(site);
    this.#claims(this.#fours.at(site));
  }

  #place(fact: Fact, site: Site, subjects: ReadonlySet<string>): void {
    this.#placed.push({ fact, site, subjects });
  }

  #call(call: Call, site: Site): void {
    const { means } = call.entry;
    if (means.is === 'listen' || means.is === 'dial' || means.is === 'resolve') {
      if (means.unless.some((word) => this.#holds(word))) return;
      // What a function is given is told where it is called, if that is seen.
      if (call.entry.wraps ? !this.#evaluator.wrappers.tells(call) : this.#evaluator.wrappers.isTold(call)) return;
      const frame = {
        language: this.#unit.language,
        wildcard: this.#wildcard,
        span: headOf(call, site.expr),
        expr: site.expr,
      };
      const fact = endFact(call, means, frame);
      if (fact) this.#end(fact, call, site);
    }
    const bracketed = bracketedHost(call, means, this.#evaluator);
    if (bracketed && !knowsBrackets(site, this.#unit, this.#text)) this.#bracket(bracketed, call.name, site);
    this.#claims(this.#fours.called(call, site));
    if (means.is === 'join') this.#libraryJoin(call, means, site);
    if (means.is === 'authority') this.#authority({ value: call.role(means.host), expr: call.expr(means.host) }, site);
    if (means.is === 'split' || means.is === 'index') {
      const cut = cutAt(call, means, site, this.#evaluator, this.#lexicon.inCode);
      if (cut) this.#cut(cut, call, site);
    }
    if (means.is === 'match' || means.is === 'strip') {
      const cut = patternCut(call, means, site, this.#evaluator, this.#lexicon);
      if (cut) this.#cut(cut, call, site);
    }
  }

  /** Whether a word stands in the text, also where it did not matter and so was not read. */
  #holds(word: string): boolean {
    return this.#text.includes(word) && new RegExp(`\\b${word}\\b`).test(this.#text);
  }

  /** A connection is about its own family selector too: `if family == "tcp6"`. */
  #end(fact: Listen | Dial | Resolve, call: Call, site: Site): void {
    const { means } = call.entry;
    if (means.is !== 'listen' && means.is !== 'dial' && means.is !== 'resolve') return;
    const subjects = new Set<string>();
    for (const path of [means.family, means.address, means.host]) {
      const expr = path === undefined ? undefined : call.expr(path);
      if (path !== undefined) this.#ask(questionsOf(call.role(path)));
      if (expr?.is === 'literal') this.#handedOver.add(expr.span.start);
      if (path !== undefined)
        for (const { span } of constants(hostFromAddress(call.role(path))).texts) this.#handedOver.add(span.start);
      if (expr) for (const name of this.#guards.subjects(expr)) subjects.add(name);
    }
    const { wraps } = call.entry;
    const because = wraps
      ? [...fact.because, { says: `${call.name} hands it to ${wraps.name}`, span: wraps.span }]
      : fact.because;
    const guards = [...this.#guards.about(site.guard, subjects), ...this.#byDesign(fact, site)];
    const family = means.family === undefined ? absent : call.role(means.family);
    this.#place(setElsewhere({ ...fact, because, guards }, family, site.expr.span), site, subjects);
  }

  /** A function that says by its name that it is for IPv4, or does what IPv4 alone has, chooses the network on purpose. */
  #byDesign({ decided }: Listen | Dial | Resolve, site: Site): Fact['guards'] {
    const name = functionAround(site, this.#evaluator);
    const meant = decided === 'network' && (namesIPv4([name]) || this.#lexicon.fits('of ipv4', name));
    return meant ? [{ kind: 'is-ipv4', span: site.expr.span }] : [];
  }

  #seen(site: Site, place: string, because: readonly Step[], subjects: ReadonlySet<string>) {
    return {
      language: this.#unit.language,
      span: site.expr.span,
      place,
      because,
      guards: this.#guards.about(site.guard, subjects),
      twin: undefined,
      holds: undefined,
      certain: true,
    };
  }

  #joins(site: Site): void {
    const all = pieces(site.expr, site.guard, this.#evaluator);
    // A part of a text that is put together was judged with the whole.
    if (!all || (site.expr.is === 'literal' && this.#isJoined(site.expr.span))) return;
    for (const joined of joinsIn(all, this.#lexicon)) this.#join(joined, site);
  }

  #isJoined({ start, end }: Span): boolean {
    return this.#placed.some(({ fact }) => fact.kind === 'join' && fact.span.start <= start && end <= fact.span.end);
  }

  #join(joined: Joined, site: Site): void {
    const { host, port } = joined;
    this.#ask(questionsOf(host.value));
    const subjects = this.#subjectsOf(host.expr, host.value);
    const seen = this.#ofName(
      this.#seen(site, placeOf(site.expr), this.#reasons(joined), subjects),
      host.value,
      site,
      wasCut(host.expr, this.#evaluator),
    );
    const twin = seen.twin ?? madeAnew(site, subjects, this.#evaluator, this.#guards) ?? probed(site, this.#probes);
    const purpose = this.#purposes.of(site);
    const portTest = seen.guards.find((guard) => guard.kind === 'no-colon');
    const fact: Join = {
      ...seen,
      twin,
      kind: 'join',
      host: host.value,
      port: port?.value ?? absent,
      brackets: joined.brackets,
      use: purposeOf(joined, purpose),
      evidence: joined.evidence,
      spelled: {
        host: written(host, 'the host', this.#text),
        port: joined.bare ? '' : joined.portText || written(port, 'the port', this.#text),
      },
      halves: halvesOf(joined, site.expr, this.#evaluator),
    };
    this.#place(fact, site, subjects);
    if (portTest && joined.brackets === 'none' && !joined.bare) this.#portTest(fact, portTest.span, site, subjects);
  }

  /** A host that a URL is given, without a port. */
  #authority(host: Piece, site: Site): void {
    const joined = authorityOf(host, this.#lexicon);
    if (joined) this.#join(joined, { ...site, expr: host.expr ?? site.expr });
  }

  /** A join where the host has no colon: whoever asked took a colon for a port. */
  #portTest(join: Join, span: PortTest['span'], site: Site, subjects: ReadonlySet<string>): void {
    const because: Step[] = [{ says: `${join.spelled.host} is given a port where it holds no colon`, span: join.span }];
    const fact: PortTest = { ...join, kind: 'port-test', span, because, input: join.host, spelled: join.spelled.host };
    this.#place(fact, site, subjects);
  }

  #libraryJoin(call: Call, means: { readonly host: string; readonly port: string }, site: Site): void {
    const expr = call.expr(means.host);
    const host = call.role(means.host);
    const subjects = this.#subjectsOf(expr, host);
    const seen = this.#seen(site, call.name, [], subjects);
    const port = call.role(means.port);
    const spelled = { host: written({ expr, value: host }, 'the host', this.#text), port: '' };
    const join: Join = {
      ...seen,
      kind: 'join',
      host,
      port,
      brackets:
        keepsBrackets(expr, host, this.#evaluator, site.guard) && !knowsBrackets(site, this.#unit, this.#text)
          ? 'kept'
          : 'always',
      use: 'unknown',
      evidence: 'named',
      spelled,
    };
    this.#place(join, site, subjects);
    const portTest = seen.guards.find((guard) => guard.kind === 'no-colon');
    // `format(url)`: what is asked of another part of the URL says nothing of its host.
    const whole = expr !== undefined && expr === call.expr(means.host.split('.')[0] ?? '') && means.host.includes('.');
    if (portTest && !whole && hostMeaning(host, this.#lexicon) === 'address')
      this.#portTest(join, portTest.span, site, subjects);
  }

  /** Settings that no call in sight takes. */
  #defaults(site: Site): void {
    for (const one of defaultsOf(site, this.#evaluator, this.#lexicon)) {
      if (this.#handedOver.has(one.expr.span.start)) continue;
      this.#handedOver.add(one.expr.span.start);
      const { key } = one;
      const value = this.#evaluator.value(one.expr);
      const seen = this.#seen(site, key, [], new Set([key]));
      this.#place({ ...seen, span: one.expr.span, kind: 'preset', key, value }, site, new Set([key]));
    }
  }

  #bracket({ expr, value, what }: Bracketed, place: string, site: Site): void {
    const subjects = this.#subjectsOf(expr, value);
    const seen = this.#seen(site, place, stepsOf(value), subjects);
    const spelled = written({ expr, value }, 'the host', this.#text);
    this.#place({ ...seen, span: expr.span, kind: 'bracket', input: value, what, spelled }, site, subjects);
  }

  /** Options that are built in steps: `options.host = url.hostname; options.port = url.port`. */
  #assigned(): void {
    for (const { bracketed, target, site } of assignedBrackets(this.#unit, this.#evaluator, this.#lexicon))
      this.#bracket(bracketed, `the host of ${target}`, site);
    for (const { bracketed, target, site } of wholeHosts(this.#evaluator, this.#guards, this.#lexicon))
      if (!knowsBrackets(site, this.#unit, this.#text)) this.#bracket(bracketed, target, site);
    for (const one of this.#unit.assignments) if (one.target.is === 'name') this.#filled(one, one.target);
  }

  /** `u.Host = ip` where `u` was made elsewhere; what is made here is read with what is set later. */
  #filled({ key, value, guard }: FieldAssignment, target: Extract<Expr, { is: 'name' }>): void {
    const { resolver } = this.#evaluator;
    const fills = resolver.recordEntries(target).some(({ means }) => means.is === 'authority' && means.host === key);
    if (!fills || resolver.bindingOf(target)?.values.some((one) => one.value.is === 'record')) return;
    const site: Site = { expr: value, scope: target.scope, guard, use: { is: 'other' } };
    this.#authority({ value: this.#evaluator.value(value), expr: value }, site);
  }

  /** What is taken, picked or kept as IPv4 only. */
  #claims(claims: readonly Claim[]): void {
    for (const claim of claims) {
      const { site, input, place } = claim;
      const value = input ? this.#evaluator.value(input) : absent;
      const evidence: Evidence = isProven(value, this.#lexicon) ? 'proven' : 'named';
      const subjects = input ? this.#subjectsOf(input, value) : new Set<string>();
      const because = [...claim.because, ...namedSteps(this.#lexicon, value, evidence), ...stepsOf(value)];
      const spelled = input ? written({ expr: input, value }, 'the address', this.#text) : place;
      const seen = this.#seen(site, place, because, subjects);
      this.#place(this.#fours.fact(claim, { ...seen, input: value, evidence, spelled }), site, subjects);
    }
  }

  #cut(cut: NonNullable<ReturnType<typeof cutAt>>, call: Call, site: Site): void {
    const around = [functionAround(site, this.#evaluator), this.#unit.file.split('/').at(-2) ?? ''];
    if (around.some((name) => this.#lexicon.fits('other addresses', name))) return;
    const subjects = this.#subjectsOf(cut.expr, cut.input);
    const because = [...namedSteps(this.#lexicon, cut.input, cut.evidence), ...stepsOf(cut.input)];
    const seen = { ...this.#seen(site, call.name, because, subjects), ...(cut.at && { span: cut.at }) };
    const six = namesIPv6([...spellings(cut.input), functionAround(site, this.#evaluator)]);
    const looked =
      cut.cut !== 'every' && call.entry.means.is === 'index' && knowsBrackets(site, this.#unit, this.#text);
    const own: Fact['guards'] = six || looked ? [{ kind: six ? 'is-ipv6' : 'has-brackets', span: site.expr.span }] : [];
    const fact: Split = {
      ...seen,
      guards: [...seen.guards, ...own],
      kind: 'split',
      input: cut.input,
      cut: cut.cut,
      takes: cut.takes,
      use: this.#purposes.directlyOf(site),
      evidence: cut.evidence,
      spelled: written({ expr: cut.expr, value: cut.input }, 'the address', this.#text),
    };
    this.#place(fact, site, subjects);
  }

  #subjectsOf(expr: Expr | undefined, value: Value): ReadonlySet<string> {
    return expr ? this.#guards.subjects(expr) : new Set(spellings(value));
  }

  #reasons(joined: Joined): Step[] {
    return [...namedSteps(this.#lexicon, joined.host.value, joined.evidence), ...stepsOf(joined.host.value)];
  }

  /** What the value itself says: brackets that were added on the way, a name such as `ip4`. */
  #ofName<T extends { readonly guards: Fact['guards'] }>(seen: T, value: Value, site: Site, cut = false): T {
    const target = site.use.is === 'assigned' ? site.use.names : [];
    if (cut || mayHaveBrackets(value) || spellings(value).some((name) => addsBrackets(name, this.#lexicon)))
      return { ...seen, guards: [...seen.guards, { kind: 'has-brackets', span: site.expr.span }] };
    if (!namesIPv4([...spellings(value), ...target])) return seen;
    return { ...seen, guards: [...seen.guards, { kind: 'is-ipv4', span: site.expr.span }] };
  }

  /** A URL or `ip:port` literal that reaches nothing that is known. */
  #literal(site: Site, six: ReturnType<typeof besideSix>, choices: ReturnType<typeof choicesOf>): Dial[] {
    const host = writtenHost(site, this.#evaluator, this.#purposes, choices);
    if (!host) return [];
    const seen = this.#ofName(this.#seen(site, 'a URL', [], new Set()), host, site);
    return [{ ...seen, twin: six.get(site.expr), kind: 'dial', family: 'ipv4', decided: 'host', host, repair: '' }];
  }
}

function guarded(fact: Fact, guards: readonly GuardFact[]): Fact {
  return { ...fact, guards: [...fact.guards, ...guards] };
}
