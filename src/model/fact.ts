import type { Need } from './finding.ts';
import type { Change } from './fix.ts';
import type { Span } from './span.ts';
import type { Text, Value } from './value.ts';

/** `unknown` where what decides is not seen. */
export type Family = 'ipv4' | 'ipv6' | 'both' | 'unknown';

/** One line of the reasoning. */
export interface Step {
  readonly says: string;
  readonly span: Span | undefined;
}

/** A test about the same value that holds wherever the fact does. */
export type GuardKind =
  | 'is-ipv4'
  | 'is-ipv6'
  | 'has-colon'
  | 'no-colon'
  | 'has-brackets'
  | 'no-brackets'
  | 'no-port'
  | 'ipv6-off'
  | 'ipv6-on'
  /** Reached only where the program is being tested. */
  | 'in-tests'
  /** Built for Windows only. */
  | 'on-windows'
  /** Built for nothing that runs in a cluster. */
  | 'not-built';

export interface GuardFact {
  readonly kind: GuardKind;
  readonly span: Span;
}

/** The same act for the other family, close by. */
export interface Twin {
  readonly says: string;
  readonly span: Span;
}

/** A fact may hold for some versions of a library only; `link`, which knows the project's dependencies, decides. */
export interface Holds {
  readonly library: string;
  /** A semver range. */
  readonly range: string;
}

interface Seen {
  readonly language: string;
  readonly span: Span;
  /** What the code calls, for people: `net.Listen`, `mongod`. */
  readonly place: string;
  readonly because: readonly Step[];
  readonly guards: readonly GuardFact[];
  readonly twin: Twin | undefined;
  readonly holds: Holds | undefined;
  /** False where the version that decides is not known. */
  readonly certain: boolean;
}

/** What decided the family of a listener or a connection. */
export type Decider =
  | 'host' /* the host that is written */
  | 'network' /* a family selector such as tcp4 */
  | 'default' /* the library's own choice, nothing was written */
  | 'field' /* the field that is read */
  | 'runtime' /* 0.0.0.0, widened or not by the runtime */;

/** Where the family of a listener, a connection or a look-up is set, or could be. */
export interface FamilySetting {
  /** The selector, where it is a constant that is written for this place. */
  readonly selector: Text | undefined;
  /** The options or the struct that has no such setting yet. */
  readonly record: Span | undefined;
}

/** What would be written so that both families come in, where the catalog knows it. */
export interface Mend {
  readonly change: Change;
  /** False where it may fail without IPv6, or in another version. */
  readonly safe: boolean;
}

export interface Listen extends Seen {
  readonly kind: 'listen';
  readonly mend?: Mend | undefined;
  readonly setting?: FamilySetting | undefined;
  readonly family: Family;
  readonly reach: 'any' | 'loopback' | 'address' | 'unknown';
  readonly decided: Decider;
  readonly host: Value;
  readonly port: Value;
  /** What to write instead, in the words of the catalog entry. */
  readonly repair: string;
  /** A program that is configured (mongod), or code that calls a library. */
  readonly by: 'code' | 'daemon';
}

export interface Dial extends Seen {
  readonly kind: 'dial';
  readonly setting?: FamilySetting | undefined;
  readonly family: Family;
  readonly decided: Decider;
  readonly host: Value;
  readonly repair: string;
}

export interface Resolve extends Seen {
  readonly kind: 'resolve';
  readonly mend?: Mend | undefined;
  readonly setting?: FamilySetting | undefined;
  readonly family: Family;
  readonly decided: Decider;
  readonly name: Value;
  readonly repair: string;
}

/** Where a joined or cut address goes. */
export type Purpose = 'dial' | 'listen' | 'url' | 'text' | 'key' | 'returned' | 'unknown';

/** How sure it is that a text is an address: by a place that guarantees it, by its name, or by its other half only. */
export type Evidence = 'constant' | 'proven' | 'named' | 'weak';

/** A half of a join as it is written. */
export interface Half {
  readonly span: Span;
  /** As it is declared: `string`, `int`, `net.IP`; empty where that is not seen. */
  readonly type: string;
}

/** Where the halves of a join are written, and how they are put together. */
export type Halves = {
  readonly host: Half;
  /** Undefined where the port is a part of a literal. */
  readonly port: Half | undefined;
  /** The port in that literal. */
  readonly portText: string;
} & (
  | { readonly as: 'concatenation' | 'list' }
  /** The host is value number `index` of the format. */
  | { readonly as: 'format'; readonly format: Span; readonly index: number }
);

export interface Join extends Seen {
  readonly kind: 'join';
  readonly host: Value;
  readonly port: Value;
  /** Kept: the library adds some, and the host may have its own. */
  readonly brackets: 'none' | 'always' | 'kept';
  readonly use: Purpose;
  readonly evidence: Evidence;
  /** How the two halves are spelled, for messages and repairs; no port where a URL has none. */
  readonly spelled: { readonly host: string; readonly port: string };
  /** Left out where a half is written somewhere else. */
  readonly halves?: Halves | undefined;
}

export interface Split extends Seen {
  readonly kind: 'split';
  readonly input: Value;
  /** A label: the colons give way to hyphens. */
  readonly cut: 'first' | 'last' | 'every' | 'pattern' | 'label';
  readonly takes: 'host' | 'port' | 'both' | 'unknown';
  /** Where what was cut off goes at once. */
  readonly use: Purpose;
  readonly evidence: Evidence;
  readonly spelled: string;
}

/**
 * A host with its brackets on, where the next place wants it without (kept) or adds them again (doubled), or which is
 * cut where it has a port and taken as it is where it has none (whole).
 */
export interface Bracket extends Seen {
  readonly kind: 'bracket';
  readonly input: Value;
  readonly what: 'kept' | 'doubled' | 'whole';
  readonly spelled: string;
}

/** "Contains a colon, so it has a port." */
export interface PortTest extends Seen {
  readonly kind: 'port-test';
  readonly input: Value;
  readonly evidence: Evidence;
  readonly spelled: string;
}

/** Of the addresses of an interface, a look-up or a list only IPv4 ones are kept. */
export interface Narrow extends Seen {
  readonly kind: 'narrow';
  /**
   * By a test of what a function gives, or of what is in a list; by a library itself, be it that it knows IPv4 or private
   * addresses only; by a function that is named so; or by a conversion that is taken for a test of IPv6, and is none.
   */
  readonly by: 'test' | 'list' | 'library' | 'private' | 'name' | 'conversion';
  /** What gave the addresses: `net.InterfaceAddrs`, `addrs`. */
  readonly from: string;
  /** Whether these are the program's own addresses, of which an IPv6-only pod has no IPv4 one. */
  readonly own: boolean;
}

/** What follows where a setting is for IPv4 only. */
export type Consequence =
  | 'refused' /* by the API server or by the program that reads it */
  | 'unreachable' /* nothing gets there, or through */
  | 'shut-out' /* a list of those who are let through has no IPv6 in it */
  | 'unguarded' /* a list of those who are kept out has no IPv6 in it */
  | 'off' /* the cluster has no IPv6 */
  | 'unsure' /* it depends on what is not written here */
  | 'unused' /* it has no effect */;

/** How a text or an address is taken for an IPv4 one. */
export type ParsedBy =
  | 'library'
  | 'validator'
  | 'pattern'
  | 'URL pattern'
  | 'octets'
  | 'groups'
  | 'prefix'
  | 'bytes'
  | 'reverse name';

/** Text, or an address, that is accepted only when it is IPv4. */
export interface Parse extends Seen {
  readonly kind: 'parse';
  readonly how: ParsedBy;
  readonly input: Value;
  /** What becomes of an IPv6 address: turned away, nil, a crash, or something else than it is. */
  readonly others: 'rejected' | 'nil' | 'panic' | 'garbled';
  readonly evidence: Evidence;
  readonly spelled: string;
  /** What the catalog says to write instead; empty where the rule knows. */
  readonly repair: string;
}

/** An address that is kept where only IPv4 fits. */
export interface Store extends Seen {
  readonly kind: 'store';
  readonly as: 'uint32' | '4 bytes' | '15 characters';
  readonly input: Value;
  readonly evidence: Evidence;
  readonly spelled: string;
}

/** A key of an object whose value names families or addresses. */
export interface Setting extends Seen {
  readonly kind: 'setting';
  readonly area: 'service' | 'policy' | 'manifest' | 'cluster' | 'platform';
  readonly meaning: 'families' | 'address' | 'ranges' | 'word' | 'version' | 'text' | 'pattern';
  readonly key: string;
  readonly value: Value;
  /** Of the value, or of all values that are read together. */
  readonly family: Family;
  /** Whether the value stands for every address. */
  readonly everything: boolean;
  readonly outcome: Consequence;
  readonly needs: Need;
  readonly says: string;
  readonly repair: string;
}

/** Something other than a socket is given a family: netlink, a packet filter, a DNS record, an object of an API. */
export interface Select extends Seen {
  readonly kind: 'select';
  readonly family: Family;
  readonly decided: Decider;
  /** What has the family, in the plural and for people: `routes`, `DNS records`. */
  readonly of: string;
  readonly repair: string;
}

/** How a range of addresses is written. */
export type RangeShape =
  | 'mask' /* a mask of 32 bits on an address */
  | 'bad-mask' /* a mask that is as long as no address */
  | 'length' /* `/32` behind an address */
  | 'limit' /* a prefix is held to be 32 bits long at most */
  | 'everything' /* 0.0.0.0/0 */
  | 'list' /* several prefixes */
  | 'beginning' /* known by how private addresses begin: `10.` */
  | 'rule' /* a prefix in the rule of a packet filter */
  | 'wildcard' /* compared with 0.0.0.0 */
  | 'loopback' /* compared with 127.0.0.1 */
  | 'library' /* a library that knows IPv4 prefixes only */;

/** A prefix, a mask or a set of addresses. */
export interface Range extends Seen {
  readonly kind: 'range';
  readonly shape: RangeShape;
  readonly family: Family;
  /** As it is written. */
  readonly written: string;
  /** The address that it is put on or compared with, by its name; empty where there is none. */
  readonly about: string;
  readonly evidence: Evidence;
  readonly repair: string;
}

/** Code asks whether IPv6 is on, and takes IPv4 for granted. */
export interface Assumed extends Seen {
  readonly kind: 'assumed';
  /** What IPv4 is given, and what IPv6: `true`, `ipv6Enabled()`. */
  readonly granted: string;
  readonly asked: string;
}

/** Where a program listens, as its own settings say it, with no call in sight that takes them. */
export interface Preset extends Seen {
  readonly kind: 'preset';
  readonly key: string;
  readonly value: Value;
}

/** All that is known of endpoints. A new kind is a decision about the architecture. */
export type Fact =
  | Listen
  | Dial
  | Resolve
  | Join
  | Split
  | Bracket
  | PortTest
  | Narrow
  | Parse
  | Store
  | Setting
  | Select
  | Range
  | Assumed
  | Preset;
/** What rules choose facts by. */
export type FactKind = Fact['kind'];
/** The facts of one kind. */
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;
