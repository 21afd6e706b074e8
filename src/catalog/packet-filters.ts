import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Select } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import type { Means } from './schema.ts';
import { type Choice, selectAt } from './select-fact.ts';
import type { Spot, Surroundings } from './surroundings.ts';

const rules = 'packet filter rules';
/** Who asks for the version, or lists, looks for and takes out rules, writes none. */
const writesNone =
  /^(?:--version|-V|--help|-L|--list|-S|--list-rules|-C|--check|-D|--delete|-F|--flush|-X|--delete-chain)$/;

/** Finds programs that filter IPv4 packets, and texts that match them. */
export class PacketFilters {
  readonly #evaluator: Evaluator;
  readonly #around: Surroundings;
  readonly #lexicon: Lexicon;

  constructor(evaluator: Evaluator, around: Surroundings, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#around = around;
    this.#lexicon = lexicon;
  }

  read(): Select[] {
    const facts = this.#evaluator.unit.sites.flatMap((site) => this.#site(site));
    const six = this.#forIPv6();
    return six ? [...facts, six] : facts;
  }

  /** Where the file filters IPv6: the other files of its folder may leave it to this one. */
  #forIPv6(): Select | undefined {
    const { file } = this.#evaluator.unit;
    const top: Spot = { scope: 0, guard: -1, span: { file, start: 0, end: 0 }, use: undefined };
    const found = this.#around.twin(this.#lexicon.code('ipv6 filters'), '', top, 'file');
    if (!found) return undefined;
    const choice = { place: '', because: [], twin: undefined, decided: 'network', repair: '', doubt: '' } as const;
    return { ...this.#select({ ...top, span: found.span }, { ...choice, of: rules }), family: 'ipv6' };
  }

  #site(site: Site): Select[] {
    const { expr } = site;
    const spot = { ...site, span: expr.span };
    if (expr.is === 'concat') return this.#match(expr.parts, spot);
    const call = expr.is === 'call' ? this.#evaluator.calls.call(expr) : undefined;
    const means = call?.entry.means;
    if (call && means?.is === 'run') return this.#program(call, means, spot);
    if (call && means?.is === 'format') return this.#formatted(call, means.format, spot);
    return [];
  }

  /** `iptables` without `ip6tables`, `ip -4`. */
  #program(call: Call, means: Extract<Means, { is: 'run' }>, spot: Spot): Select[] {
    const name = call.role(means.program);
    if (name.is !== 'text') return [];
    const filter = /^(?:sudo\s+)?(?:\S*\/)?(iptables(?:-\w+)*|arptables)(?=\s|$)/.exec(name.text)?.[1];
    const words = means.args === undefined ? [] : call.rest(means.args);
    if (/^(?:\S*\/)?ipset$/.test(name.text)) return this.#set(words, spot);
    if (!filter || words.some((word) => word.is === 'text' && writesNone.test(word.text))) return [];
    const because = [{ says: `${filter} sees IPv4 only; ip6tables is its twin`, span: name.span }];
    const twin = this.#around.twin(/ip6tables|nft\b/, 'ip6tables is run as well', spot, 'file');
    const repair = 'run ip6tables beside it, or nft with a table of the family inet';
    const of = rules;
    const about = { place: filter, because, twin, decided: 'network', of, repair } as const;
    const doubt = 'whether rules for IPv6 are written elsewhere is not seen here';
    return [this.#select(spot, { ...about, doubt })];
  }

  /** `ipset create NAME hash:ip`, which holds IPv4 unless it is told `family inet6`. */
  #set(words: readonly Value[], spot: Spot): Select[] {
    const texts = words.flatMap((word) => (word.is === 'text' ? [word.text] : []));
    const makes = texts.some((text) => /^(?:create|-N)$/.test(text)) && texts.some((text) => text.startsWith('hash:'));
    if (!makes || texts.includes('family')) return [];
    const because = [{ says: 'a set holds IPv4 addresses unless its family is inet6', span: spot.span }];
    const twin = this.#around.twin(/\binet6\b/, 'a set for IPv6 is made as well', spot, 'file');
    const repair = 'a second set, with family inet6';
    const about = { place: 'ipset', because, twin, decided: 'default', of: 'addresses', repair, doubt: '' } as const;
    return [this.#select(spot, about)];
  }

  #formatted(call: Call, role: string, spot: Spot): Select[] {
    const text = call.role(role);
    if (text.is !== 'text') return [];
    return this.#matched(text.text.split(/%[sv]/).slice(0, -1), spot);
  }

  #match(parts: readonly Expr[], spot: Spot): Select[] {
    const texts = parts.slice(0, -1).flatMap((part) => {
      const value = this.#evaluator.value(part);
      return value.is === 'text' ? [value.text] : [];
    });
    return this.#matched(texts, spot);
  }

  /** Text that selects IPv4 packets by an address that follows: `ip,nw_src=` and its like. */
  #matched(texts: readonly string[], spot: Spot): Select[] {
    const found = texts.find((text) => this.#lexicon.fits('ipv4-match', text));
    if (found === undefined) return [];
    const written = /[\w.]+(?: [sd]addr)?(?=[ !=]*$)/.exec(found.slice(-60))?.[0] ?? found;
    const because = [{ says: `${written} matches IPv4 packets only`, span: spot.span }];
    const twin = this.#around.twin(
      /ipv6_(?:src|dst)|\bipv6\b|ip6\b|\bip6 [sd]addr|icmp6/,
      'IPv6 is matched as well',
      spot,
      'file',
    );
    const repair = 'choose the field by the family of the address (ipv6_src, ip6.src, ip6 saddr)';
    return [
      this.#select(spot, { place: written, because, twin, decided: 'network', of: 'packets', repair, doubt: '' }),
    ];
  }

  #select(spot: Spot, choice: Choice): Select {
    return selectAt(spot, choice, this.#evaluator.unit.language, this.#around);
  }
}
