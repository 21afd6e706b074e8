import { isOff } from './switches.ts';

/** What a name says: an address, perhaps one, a port, something that is never one, or nothing. */
export type Meaning = 'address' | 'maybe' | 'port' | 'neither' | 'none';

/** What names may say of the purpose of what they name; `src/catalog/words.yaml` says by which words. */
export const purposes = [
  'speaking calls',
  'speakers',
  'texts',
  'other addresses',
  'of ipv4',
  'keys',
  'ipv4-match',
  'probes',
  'range-list',
  'let-in',
  'peer',
  'prefix-length',
  'elsewhere',
  'runs',
  'test runs',
  'failures',
  'makers of failures',
  'modules of tests',
  'listeners',
  'binds',
  'dotted numbers',
  'patterns',
  'quads',
  'lookups of ipv4',
  'adders',
  'credentials',
  'whole addresses',
  'bare hosts',
  'addresses',
  'dns labels',
  'hardware',
  'host functions',
  'networks',
  'urls',
] as const;
type Purpose = (typeof purposes)[number];

/** What code may say, as `src/catalog/words.yaml` spells it. */
export const codeSigns = [
  'ipv6',
  'ipv4',
  'interfaces',
  'ipv6 filters',
  'ipv6 everything',
  'ipv6 wildcard',
  'ipv6 loopback',
  'url parsers',
] as const;
type CodeSign = (typeof codeSigns)[number];

/** The word lists of `src/catalog/words.yaml`. */
export interface Words {
  readonly address: readonly string[];
  readonly maybe: readonly string[];
  readonly port: readonly string[];
  readonly neither: readonly string[];
  readonly transparent: readonly string[];
  readonly proven: readonly string[];
  /** Words that mean an address in code, and a name in a configuration. */
  readonly hostnames: readonly string[];
  readonly predicates: Readonly<Record<string, readonly string[]>>;
  /** Patterns over names in lower case. */
  readonly purposes: Readonly<Record<string, readonly string[]>>;
  /** Patterns over source. */
  readonly code: Readonly<Record<string, string>>;
}

/** Reads names by the words in them. */
export class Lexicon {
  readonly #meanings = new Map<string, Meaning | 'transparent'>();
  readonly #proven: ReadonlySet<string>;
  readonly #predicates: readonly { says: string; patterns: readonly RegExp[] }[];
  readonly #purposes: ReadonlyMap<string, readonly RegExp[]>;
  readonly #code: Words['code'];
  readonly #signs = new Map<CodeSign, RegExp>();
  readonly #memo = new Map<string, Meaning>();

  readonly #configuration: boolean;
  /**
   * The same words as they are read in code: a text that is cut at a colon holds more than a name. What a script calls its
   * variables proves nothing.
   */
  readonly inCode: Lexicon;

  constructor(words: Words, kind: 'code' | 'configuration' = 'code') {
    this.#configuration = kind === 'configuration';
    this.inCode = this.#configuration ? new Lexicon({ ...words, proven: [] }) : this;
    for (const list of ['transparent', 'neither', 'maybe', 'port', 'address'] as const) {
      if (!isOff(`words:${list}`)) for (const word of words[list]) this.#meanings.set(word, list);
    }
    if (this.#configuration) {
      for (const word of words.maybe) this.#meanings.delete(word);
      for (const word of words.hostnames) this.#meanings.set(word, 'neither');
    }
    this.#proven = new Set(isOff('words:proven') ? [] : words.proven);
    this.#predicates = Object.entries(words.predicates).map(([says, patterns]) => ({
      says,
      patterns: patterns.map((pattern) => new RegExp(pattern)),
    }));
    this.#code = words.code;
    this.#purposes = new Map(
      Object.entries(words.purposes).map(([purpose, patterns]) => [purpose, patterns.map((one) => new RegExp(one))]),
    );
  }

  /** Whether a name has the purpose: `log.info` is a speaking call. */
  fits(purpose: Purpose, name: string): boolean {
    const lower = name.toLowerCase();
    return this.#purposes.get(purpose)?.some((pattern) => pattern.test(lower)) ?? false;
  }

  /** `process.env.NODE_ENV` is `test`: of how a program is run, that it is tested. */
  saysTests(name: string, is: string): boolean {
    return this.fits('runs', name) && this.fits('test runs', is);
  }

  /** The same for the words of a name, with blanks between them. */
  wordsFit(purpose: Purpose, name: string): boolean {
    return this.fits(purpose, words(name).join(' '));
  }

  /** What to look for in code to know whether it says a thing. */
  code(sign: CodeSign): RegExp {
    let pattern = this.#signs.get(sign);
    if (pattern === undefined) {
      pattern = new RegExp(this.#code[sign] ?? '(?!)', 'i');
      this.#signs.set(sign, pattern);
    }
    return pattern;
  }

  /** The meaning of a chain of names, nearest first: the first that says something clear decides. */
  meaning(names: readonly string[]): Meaning {
    let best: Meaning = 'none';
    for (const name of names) {
      const meaning = this.#ofName(name);
      if (meaning === 'address' || meaning === 'port' || meaning === 'neither')
        return best === 'maybe' && meaning === 'port' ? best : meaning;
      if (meaning === 'maybe') best = 'maybe';
    }
    return best;
  }

  /** The name that says that a value is an address. */
  decisive(names: readonly string[]): string | undefined {
    return names.find((name) => this.#ofName(name) === 'address');
  }

  /** Whether one of the names is one that only an address in use has. */
  proven(names: readonly string[]): boolean {
    return names.some((name) => {
      const parts = words(lastTelling(name));
      // `MY_POD_IP`: the variables of a container have prefixes of all kinds.
      const starts = this.#configuration ? parts.keys() : [0];
      return [...starts].some((start) => this.#proven.has(parts.slice(start).join('')));
    });
  }

  /** What a function's name says of its argument (`isIPv6`, `hasPort`), or whether it says one thing. */
  predicate(name: string, says?: string): string | undefined {
    const lower = name.toLowerCase();
    const asked = this.#predicates.filter((one) =>
      says === undefined ? one.says !== 'adds-brackets' : one.says === says,
    );
    return asked.find((one) => one.patterns.some((pattern) => pattern.test(lower)))?.says;
  }

  #ofName(name: string): Meaning {
    const known = this.#memo.get(name);
    if (known) return known;
    const meaning = this.#read(name);
    this.#memo.set(name, meaning);
    return meaning;
  }

  /** From the last part of `a.b.c` backwards, as long as a part says nothing (`addr.String()`). */
  #read(name: string): Meaning {
    for (const segment of segments(name).reverse()) {
      const { meaning, opaque } = this.#segment(words(segment));
      if (meaning !== 'none') return meaning;
      if (opaque) return 'none';
    }
    return 'none';
  }

  #segment(parts: readonly string[]): { meaning: Meaning; opaque: boolean } {
    let opaque = false;
    for (let i = parts.length - 1; i >= 0; i--) {
      const word = parts[i] ?? '';
      const pair = i > 0 ? this.#meanings.get(`${parts[i - 1]}${word}`) : undefined;
      const meaning = pair ?? this.#meanings.get(word);
      if (meaning === undefined) opaque = true;
      else if (meaning !== 'transparent') return { meaning, opaque };
    }
    return { meaning: 'none', opaque };
  }
}

const noise = /^(?:toString|trim\w*|Trim\w*|String|ToLower|toLowerCase|get|Get|\d+)$/;

/** The parts of `a.b[0].c()`, without calls that only convert. */
function segments(name: string): string[] {
  return name.split(/[.[\]()?!'"`/]+/).filter((segment) => segment !== '' && !noise.test(segment));
}

function lastTelling(name: string): string {
  return segments(name).at(-1) ?? '';
}

/** `podIPs` → pod, ips; `HOST_NAME` → host, name; `IPv4Addr` → ipv4, addr; `TCPv6` → tcp, v6; `addrV4` → addr, v4. */
export function words(identifier: string): string[] {
  const spaced = identifier
    .replace(/IPs(?![a-z])/g, 'Ips')
    .replace(/IP[vV]?([46])/g, 'Ipv$1_')
    .replace(/([A-Z])v([46])(?!\d)/g, '$1_v$2_')
    .replace(/(^|[a-z_.])V([46])(?![\da-z])/g, '$1_v$2_');
  return (spaced.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** Whether a name says that its value is IPv6 by design: `ip6`, `ipv6Addr`. */
export function namesIPv6(names: readonly string[]): boolean {
  return names.some((name) => words(lastTelling(name)).some((word) => /^(?:ip)?v?6$/.test(word) && word !== '6'));
}

/** Whether a name says that its value is IPv4 by design: `ip4`, `ipv4Addr`, `IPv4`. */
export function namesIPv4(names: readonly string[]): boolean {
  return names.some((name) =>
    words(lastTelling(name)).some((word) => /^(?:(?:ip)?v?4|inet4)$/.test(word) && word !== '4'),
  );
}
