/** What a place does. Roles are names of parameters, with a path into options: `address`, `options.family`, `this`. */
export type Means =
  | {
      readonly is: 'listen';
      /** Family selector: `tcp4`, `4`. */
      readonly family: string | undefined;
      /** `host:port` in one text. */
      readonly address: string | undefined;
      readonly host: string | undefined;
      readonly port: string | undefined;
      /** Where it listens when no host is given. */
      readonly absent: 'both' | 'ipv4' | 'loopback';
      /** What 0.0.0.0 is for the program that listens, where that is another than the one that says so. */
      readonly wildcard: 'ipv4' | 'own';
      /** The family when the selector is not given. */
      readonly default: 'both' | 'ipv4' | 'ipv6';
      /** Settings that make the library choose by itself, each with the value that does (`any` for whatever is given). */
      readonly handled: Readonly<Record<string, string>>;
      /** Words of which one anywhere in the file says that another place decides; what is left is not certain. */
      readonly unless: readonly string[];
      readonly repair: string;
    }
  | {
      readonly is: 'dial' | 'resolve';
      readonly family: string | undefined;
      readonly address: string | undefined;
      readonly host: string | undefined;
      readonly default: 'both' | 'ipv4' | 'ipv6';
      readonly handled: Readonly<Record<string, string>>;
      readonly unless: readonly string[];
      readonly repair: string;
    }
  | { readonly is: 'join'; readonly host: string; readonly port: string }
  /** The host stands in a URL as it is: an IPv6 literal needs its brackets, and a port is part of it. */
  | { readonly is: 'authority'; readonly host: string }
  /** The host is looked at as an address, which has no brackets. */
  | { readonly is: 'bare'; readonly host: string }
  /** `rest` is put behind `first`. */
  | { readonly is: 'append'; readonly first: string; readonly rest: string }
  /** `list` joined with `separator`. */
  | { readonly is: 'glue'; readonly list: string; readonly separator: string }
  | {
      readonly is: 'split';
      readonly input: string;
      readonly separator: string | undefined;
      readonly cut: 'first' | 'last' | 'every';
    }
  /** The input is looked at, and taken apart, by a regular expression. */
  | { readonly is: 'match'; readonly input: string; readonly pattern: string; readonly gives: 'parts' | 'truth' }
  /** What a regular expression finds in the input gives way to the replacement. */
  | { readonly is: 'strip'; readonly input: string; readonly pattern: string; readonly replacement: string }
  /** The input holds the text. */
  | { readonly is: 'contains'; readonly input: string; readonly text: string }
  /** Values are read out of the input as a format says. */
  | { readonly is: 'scan'; readonly input: string; readonly format: string }
  /** Four bytes are made a number. */
  | { readonly is: 'number'; readonly bytes: string }
  /** The offset of a text in the input, -1 when it is not there. */
  | {
      readonly is: 'index';
      readonly input: string;
      readonly text: string;
      readonly cut: 'first' | 'last';
      /** Where the search begins: one that begins elsewhere than at the start looks past something, such as brackets. */
      readonly from: string | undefined;
    }
  /** How often the text occurs. */
  | { readonly is: 'count'; readonly input: string; readonly text: string }
  /** What is made is for people to read where `use` is text. */
  | { readonly is: 'format'; readonly format: string; readonly values: string; readonly use: 'text' | 'value' }
  | { readonly is: 'message' }
  | { readonly is: 'env'; readonly name: string; readonly fallback: string | undefined }
  /** The value is the result, or is put where `into` points. */
  | { readonly is: 'flag'; readonly name: string; readonly default: string; readonly into: string | undefined }
  /** A setting of the program, from wherever its configuration is read. */
  | { readonly is: 'setting'; readonly name: string; readonly fallback: string | undefined }
  /** Options put together: later ones win. */
  | { readonly is: 'merge'; readonly values: string }
  /** The value itself, in another form; `bare` where it is an address, which has no brackets. */
  | { readonly is: 'same'; readonly value: string; readonly bare: boolean }
  /** True, or not null, where the value is of the family. */
  | {
      readonly is: 'test';
      readonly of: string;
      readonly says: 'is-ipv4' | 'is-ipv6' | 'has-port';
      /** For a conversion to the family that it tests for: what it gives for others. */
      readonly otherwise: 'nil' | undefined;
    }
  /** Accepts IPv4 only; with `family`, where that argument says so. */
  | {
      readonly is: 'parse';
      /** Not given where what is validated comes later: a schema, a decorator. */
      readonly input: string | undefined;
      readonly family: string | undefined;
      readonly how: 'library' | 'validator';
      readonly others: 'rejected' | 'nil' | 'panic' | 'garbled';
      readonly repair: string;
    }
  /**
   * Gives an IPv4 address only, or one of a private network only; with `family`, unless that argument asks for another,
   * and not where one of the words in the file says that the address is set elsewhere.
   */
  | {
      readonly is: 'pick';
      readonly family: string | undefined;
      readonly own: boolean;
      readonly finds: 'ipv4' | 'private';
      readonly unless: readonly string[];
    }
  /** Gives addresses of both families: its own ones, or those of a name. */
  | { readonly is: 'enumerate'; readonly own: boolean }
  /** Something other than a socket has a family: netlink, a packet filter, a DNS record. */
  | {
      readonly is: 'select';
      readonly selector: string | undefined;
      /** The family when the selector is not given; `unknown` where a missing one says nothing. */
      readonly default: 'ipv4' | 'unknown';
      /** The address that it is for; one that is written has its own family. */
      readonly address: string | undefined;
      /** What has the family, in the plural. */
      readonly of: string;
      readonly repair: string;
      /** What is not seen here and may make up for it; empty when nothing does. */
      readonly doubt: string;
    }
  /** A constant that stands for IPv4 wherever it is given to something. */
  | {
      readonly is: 'constant';
      readonly of: string;
      readonly repair: string;
      readonly doubt: string;
      /** Whether a comparison with it alone leaves IPv6 out as well. */
      readonly compared: boolean;
    }
  /** A field that holds IPv4 addresses, known by its name where the library is imported. */
  | { readonly is: 'field'; readonly of: string; readonly repair: string }
  /** A mask of `bits` bits. */
  | { readonly is: 'mask'; readonly bits: string }
  /** A prefix of `bits` bits on an address. */
  | { readonly is: 'prefix'; readonly address: string; readonly bits: string }
  /** Knows prefixes or addresses of IPv4 only; `input` is what it is given. */
  | { readonly is: 'ipv4-ranges'; readonly input: string; readonly repair: string }
  /** Runs a program; `args` is one argument, a list, or all that follow. */
  | { readonly is: 'run'; readonly program: string; readonly args: string | undefined }
  /** Gives something that only `returns` describes. */
  | { readonly is: 'gives' };
