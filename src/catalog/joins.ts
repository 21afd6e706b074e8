import type { Evaluator } from '../evaluate/evaluator.ts';
import { format } from '../evaluate/format.ts';
import { isOff } from '../evaluate/switches.ts';
import { type Lexicon, type Meaning, words } from '../evaluate/words.ts';
import type { Expr } from '../languages/language.ts';
import { isPortNumber, parseHost } from '../model/address.ts';
import type { Evidence } from '../model/fact.ts';
import { constants, spanOf, spellings, type Value } from '../model/value.ts';
import { grown } from './grown-texts.ts';
import { withVariables } from './kubelet-variables.ts';
import { withOptionalPorts } from './optional-ports.ts';

/** One piece of a text that is put together: a literal, or a hole with what is known of it. */
export interface Piece {
  readonly value: Value;
  /** Its own expression, where it has one. */
  readonly expr: Expr | undefined;
}

/** A host and a port with a colon between them. */
export interface Joined {
  readonly host: Piece;
  readonly port: Piece | undefined;
  readonly portText: string;
  readonly brackets: 'none' | 'always';
  readonly evidence: Evidence;
  /** The text before the host ends a URL's scheme. */
  readonly url: boolean;
  /**
   * A space before the host, a remark behind the port, or brackets around both as in a log: a sentence. A protocol behind
   * it makes the name of a port.
   */
  readonly prose: boolean;
  /** A URL without a port. */
  readonly bare: boolean;
}

/** The pieces of a concatenation, a format call or a glued list; undefined for anything else. */
export function pieces(expr: Expr, guard: number, evaluator: Evaluator): readonly Piece[] | undefined {
  const all = piecesOf(expr, guard, evaluator);
  return all && withVariables(all);
}

function piecesOf(expr: Expr, guard: number, evaluator: Evaluator): readonly Piece[] | undefined {
  if (expr.is === 'literal') return [{ value: evaluator.value(expr), expr: undefined }];
  if (expr.is === 'concat' || (expr.is === 'other' && expr.what === '+'))
    return withOptionalPorts(
      grown(expr.parts, guard, evaluator).map((part) => ({ value: evaluator.value(part), expr: part })),
      evaluator,
    );
  const call = expr.is === 'call' ? evaluator.calls.call(expr) : undefined;
  const means = call?.entry.means;
  if (!call || !means) return undefined;
  if (means.is === 'format') {
    const text = call.role(means.format);
    if (text.is !== 'text') return undefined;
    const exprs = new Map(call.restExprs(means.values).map((one) => [evaluator.value(one), one]));
    const filled = format(text, call.rest(means.values)).map((value) => ({ value, expr: exprs.get(value) }));
    return withOptionalPorts(filled, evaluator);
  }
  if (means.is === 'append') {
    const all = [call.expr(means.first), ...call.restExprs(means.rest)];
    return all.flatMap((one) => (one ? [{ value: evaluator.value(one), expr: one }] : []));
  }
  if (means.is !== 'glue') return undefined;
  const list = call.expr(means.list);
  const separator = call.role(means.separator);
  if (list?.is !== 'list' || separator.is !== 'text') return undefined;
  return list.items.flatMap((item, index) => {
    const piece = { value: evaluator.value(item), expr: item };
    return index === 0 ? [piece] : [{ value: separator, expr: undefined }, piece];
  });
}

/** Every join in the pieces of one text. */
export function joinsIn(all: readonly Piece[], lexicon: Lexicon): Joined[] {
  const found: Joined[] = [];
  const merged = mergeTexts(all);
  merged.forEach((piece, index) => {
    const joined = textOf(piece) === undefined ? joinAt(merged, index, lexicon) : literalAt(merged, index, lexicon);
    if (joined) found.push(joined);
  });
  return found;
}

/** Neighbouring constants are one text: `host + ":" + "80"`. */
function mergeTexts(all: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  for (const piece of all) {
    const last = merged.at(-1);
    const before = last && textOf(last);
    const now = textOf(piece);
    if (before !== undefined && now !== undefined && last?.value.is === 'text') {
      merged[merged.length - 1] = { value: { ...last.value, text: before + now, type: 'string' }, expr: undefined };
    } else merged.push(piece);
  }
  return merged;
}

function textOf(piece: Piece): string | undefined {
  return piece.value.is === 'text' ? piece.value.text : undefined;
}

/** Characters of the longest IPv6 literal, with what stands before it and the colon. */
const longestLiteral = 48;

/** An IPv6 literal written before the colon: `::1:${port}`. */
function literalAt(all: readonly Piece[], index: number, lexicon: Lexicon): Joined | undefined {
  const port = all[index + 1];
  const host = /(?:^|[\s/@"'=])([0-9a-f:]*::[0-9a-f:.]*):$/i.exec(
    (textOf(all[index] ?? missing) ?? '').slice(-longestLiteral),
  )?.[1];
  if (!host || !port || !isIPv6Text(host) || portMeaning(port.value, lexicon) !== 'port') return undefined;
  const value: Value = { is: 'text', type: 'string', text: host, span: spanOf(port.value) ?? noSpan, via: [] };
  return {
    host: { value, expr: undefined },
    port,
    portText: '',
    brackets: 'none',
    evidence: 'constant',
    url: false,
    prose: false,
    bare: false,
  };
}

const noSpan = { file: '', start: 0, end: 0 };

const portAtStart = /^\]?:(\d{1,5})(?![\w.:%-])/;

function joinAt(all: readonly Piece[], index: number, lexicon: Lexicon): Joined | undefined {
  const host = all[index];
  const before = index > 0 ? textBefore(all[index - 1] ?? missing) : '';
  const after = all[index + 1];
  const colon = after && textOf(after);
  if (!host) return undefined;
  const alone = bareAt(host, before, after, lexicon);
  if (alone || colon === undefined) return alone;
  const closed = colon.startsWith(']') && before.endsWith('[');
  const rest = closed ? colon.slice(1) : colon;
  const literal = portAtStart.exec(rest)?.[1];
  const port = rest === ':' ? all[index + 2] : undefined;
  if (literal === undefined && (!port || textOf(port) !== undefined)) return undefined;
  const follows = literal === undefined ? behind(all[index + 3]) : rest.slice(literal.length + 1);
  if (/^[\w:@%.…-]/.test(follows) && !isPublished(all.slice(index + 3), lexicon)) return undefined;
  const url = /:\/\/$|:\/\/[^/]*@$|\/\/$/.test(closed ? before.slice(0, -1) : before);
  const opening = closed ? before.slice(0, -1) : before;
  if (/[\w.…-]$/.test(opening) || proxied.test(opening) || isPlaceOfScp(opening, port, lexicon)) return undefined;
  const evidence = weigh(host.value, port?.value, literal, url, lexicon);
  if (!evidence) return undefined;
  const remark = !url && (/^\s\(/.test(follows) || isProtocol(follows, all[index + (port ? 4 : 2)]));
  const leading = url ? opening.replace(/[a-z][\w+.-]{0,40}:\/\/[^/]*$/i, '') : opening;
  const framed = /\s\[$/.test(leading) && follows.startsWith(']');
  const prose =
    remark ||
    framed ||
    (!command.test(leading) && (/(?:\s\(?|->)$/.test(leading) || (url && /\s/.test(leading)) || isLabel(leading)));
  return {
    host,
    port,
    portText: literal ?? '',
    brackets: closed ? 'always' : 'none',
    evidence,
    url,
    prose,
    bare: false,
  };
}

/** What the API server of a cluster calls a Service, in a path: `services/http:NAME:PORT/proxy`. */
const proxied = /\/https?:$/;

/** What a drawing tool writes on a node, and the kind of a thing that is told apart by its peer: `worker-link:`. */
function isLabel(leading: string): boolean {
  return /\blabel="[^"]*$|^[a-z]{1,20}(?:-[a-z]{1,20}){1,4}:$/i.test(leading);
}

/** `git@host:team/repository`, as scp writes a place: what follows the colon is a path there. */
function isPlaceOfScp(opening: string, port: Piece | undefined, lexicon: Lexicon): boolean {
  return port !== undefined && /^[\w.-]{1,40}@$/.test(opening) && portMeaning(port.value, lexicon) !== 'port';
}

/**
 * The option of a command stands before the address, the word of a rule that a program reads, or the key of a setting whose
 * value is in quotes: no sentence.
 */
const command = /(?:^|\s)(?:--?[a-z][\w-]{0,40}|dnat to|snat to) $|(?:^|\n)[\w.-]{1,40}: ["']$/i;

/** What follows the port: a path where that is what it is called. */
function behind(piece: Piece | undefined): string {
  if (!piece) return '';
  return textOf(piece) ?? (spellings(piece.value).some((name) => pathName.test(name)) ? '/' : '…');
}

const pathName = /(?:^|[._a-z])(?:path(?:name)?|base_?url|uri|query(?:_?string)?|search|route|suffix)$/i;

/** `"https://" + u.Hostname()`: an address that is the whole authority of a URL. Names of hosts may bring their port along. */
function bareAt(host: Piece, before: string, after: Piece | undefined, lexicon: Lexicon): Joined | undefined {
  if (!/^(?:https?|wss?|grpcs?|tcp):\/\/$/.test(before)) return undefined;
  const follows = after === undefined ? '' : (textOf(after) ?? '…');
  if (follows !== '' && !/^[/?#]/.test(follows)) return undefined;
  return authorityOf(host, lexicon);
}

/** An address that is the whole authority of a URL, where the value or its name says so. */
export function authorityOf(host: Piece, lexicon: Lexicon): Joined | undefined {
  const { value } = host;
  if (value.is === 'joined' || constants(value).complete) return undefined;
  const stripped = value.is === 'typed' && (value.kind === 'ip' || value.place === 'URL.Hostname()');
  if (!stripped && !isProven(value, lexicon) && !isNamedIP(value)) return undefined;
  const evidence = isProven(value, lexicon) ? 'proven' : 'named';
  return { host, port: undefined, portText: '', brackets: 'none', evidence, url: true, prose: false, bare: true };
}

/** Names whose last word says IP: such a text has neither port nor brackets. */
function isNamedIP(host: Value): boolean {
  const nearest = spellings(host)[0] ?? '';
  return (
    words(
      nearest
        .split(/[.[\]()]+/)
        .filter((part) => part !== '' && part !== 'String')
        .at(-1) ?? '',
    ).at(-1) === 'ip'
  );
}

/** What stands before the host; a hole that holds or names a scheme ends like one. */
function textBefore(piece: Piece): string {
  const text = textOf(piece);
  if (text !== undefined) return text;
  const constant = constants(piece.value).texts[0]?.text;
  return constant ?? (spellings(piece.value).some((name) => /(?:scheme|proto|protocol)$/i.test(name)) ? '://' : '…');
}

/** `10.0.0.1:53/UDP`: what lists of ports are kept by, and nobody dials. */
function isProtocol(follows: string, next: Piece | undefined): boolean {
  if (/^\/(?:tcp|udp|sctp)\b/i.test(follows)) return true;
  return (
    follows === '/' && next !== undefined && spellings(next.value).some((name) => /proto(?:col)?\w{0,8}$/i.test(name))
  );
}

/** What follows the first port in `ip:hostPort:containerPort`, as containers are published. */
function isPublished([colon, port, after]: readonly Piece[], lexicon: Lexicon): boolean {
  if (!colon || textOf(colon) !== ':' || !port || portMeaning(port.value, lexicon) !== 'port') return false;
  return after === undefined || /^[/\s,]/.test(textOf(after) ?? '');
}

const missing: Piece = { value: { is: 'absent' }, expr: undefined };

/** How sure it is that this is an address and its port; undefined when it is not. */
function weigh(
  host: Value,
  port: Value | undefined,
  literal: string | undefined,
  url: boolean,
  lexicon: Lexicon,
): Evidence | undefined {
  const constant = constants(host);
  if (constant.texts.some((text) => isIPv6Text(text.text))) return 'constant';
  if (constant.complete) return undefined;
  const meaning = isOwnPair(host, port) ? 'address' : hostMeaning(host, lexicon);
  const second = literal === undefined ? portMeaning(port, lexicon) : isPortNumber(literal) ? 'number' : 'none';
  if (second === 'neither' || second === 'address') return undefined;
  // The port of a host, beside another: `hostPort:containerPort`.
  if (second === 'port' && /[pP]ort$/.test(spellings(host)[0] ?? '')) return undefined;
  if (isProven(host, lexicon)) return 'proven';
  if (meaning === 'neither' || meaning === 'port') return undefined;
  if (meaning === 'address') return 'named';
  if (isOnlyName(host)) return undefined;
  if (second === 'port') return meaning === 'maybe' ? 'named' : weak();
  if (meaning === 'maybe' && (url || second === 'number')) return weak();
  return url ? weak() : undefined;
}

/**
 * `record.name`, `serviceName` and `team.domain` beside a port are names: of a record, a container, a site, never an
 * address. A part of a key is what a table is kept by.
 */
function isOnlyName(host: Value): boolean {
  return spellings(host).some((name) => /(?:^|\.)(?:\w*name|\w*domain|key\.\w+)$/i.test(name));
}

function weak(): Evidence | undefined {
  return isOff('evidence:weak') ? undefined : 'weak';
}

function isIPv6Text(text: string): boolean {
  const host = parseHost(text);
  return 'family' in host && host.family === 'ipv6' && !text.startsWith('[');
}

/** `url.Host` beside `url.Port`: the fields of a struct of the program's own, since the port of a parsed URL is a method. */
function isOwnPair(host: Value, port: Value | undefined): boolean {
  const owner = /^(.+)\.Host$/.exec(spellings(host)[0] ?? '')?.[1];
  return owner !== undefined && host.is !== 'typed' && port !== undefined && spellings(port)[0] === `${owner}.Port`;
}

const urlHost =
  /(?:^|[.[])(?:(?:u|url|URL|uri|location|\w+(?:URL|Url|Uri))\]?\.(?:Host|host|hostname)|(?:req|request|ctx|context)\.hostname)$/;

function isUrlHost(value: Value): boolean {
  return value.is === 'typed' && value.kind === 'host:port' && urlHost.test(value.spelled);
}

function isPutTogether(value: Value): boolean {
  return value.is === 'joined' || value.is === 'text';
}

/** What a host is known or named to be. */
export function hostMeaning(host: Value, lexicon: Lexicon): Meaning {
  if (host.is === 'typed') {
    if (host.kind === 'port') return 'port';
    return host.kind === 'ip:port' || host.kind === 'host:port' || host.kind === 'bracketed' || host.kind === 'url'
      ? 'neither'
      : 'address';
  }
  // The name of the pod.
  if (host.is === 'input' && host.from === 'env' && host.name === 'HOSTNAME') return 'neither';
  // The host of a parsed URL has its brackets, and in Go its port as well.
  if (spellings(host).some((name) => urlHost.test(name))) return 'neither';
  if (host.is === 'joined' || host.is === 'list' || host.is === 'fields') return 'neither';
  if (host.is === 'either') {
    // `addr := u.Host; addr += ":443"` is a URL's host all the same; one that was cut first is an address.
    if (host.options.some(isUrlHost) && host.options.every((one) => isUrlHost(one) || isPutTogether(one)))
      return 'neither';
    const named = lexicon.meaning(spellings(host));
    if (named !== 'none') return named;
    const meanings = host.options.map((option) => hostMeaning(option, lexicon));
    return meanings.find((one) => one === 'address') ?? meanings.find((one) => one !== 'none') ?? 'none';
  }
  return lexicon.meaning(spellings(host));
}

function portMeaning(port: Value | undefined, lexicon: Lexicon): Meaning | 'number' {
  if (!port) return 'none';
  if (port.is === 'typed') return port.kind === 'port' ? 'port' : 'neither';
  const texts = constants(port).texts;
  if (texts.length > 0 && texts.every((text) => isPortNumber(text.text))) return 'port';
  if (port.is === 'either') {
    const named = lexicon.meaning(spellings(port));
    if (named !== 'none') return named;
    return port.options.map((option) => portMeaning(option, lexicon)).find((one) => one !== 'none') ?? 'none';
  }
  // `ports := fmt.Sprintf("%d-%d", first, last)` is a range of them, and bears its name.
  if (port.is === 'joined') return lexicon.meaning(spellings(port)) === 'port' ? 'port' : 'neither';
  if (port.is === 'list' || /\.[nN]ame$/.test(spellings(port).at(-1) ?? '')) return 'neither';
  const meaning = lexicon.meaning(spellings(port));
  // What stands where a port does and ends like one is no `host:port`: `hostPort`.
  if (meaning === 'address' && /[a-z_]port$/i.test(spellings(port)[0] ?? '')) return 'port';
  return meaning === 'maybe' ? 'none' : meaning;
}

/** Whether brackets are added somewhere on the way: `isIPv6(h) ? `[${h}]` : h`. */
export function mayHaveBrackets(value: Value): boolean {
  if (value.is === 'either') return value.options.some(mayHaveBrackets);
  if (value.is === 'typed') return value.kind === 'bracketed';
  if (value.is !== 'joined') return false;
  const first = value.parts[0];
  const last = value.parts.at(-1);
  return first?.is === 'text' && first.text.endsWith('[') && last?.is === 'text' && last.text.startsWith(']');
}

/** Whether an IPv6 address is certain to come here. */
export function isProven(value: Value, lexicon: Lexicon): boolean {
  if (value.is === 'typed') return value.proven && value.kind !== 'name' && value.kind !== 'ipv4';
  // An empty text stands in where there is no address.
  if (value.is === 'either') {
    const others = value.options.filter((option) => !(option.is === 'text' && option.text === ''));
    if (others.length > 0 && others.length < value.options.length)
      return others.every((option) => isProven(option, lexicon));
  }
  if (value.is === 'absent') return false;
  const names = spellings(value);
  return lexicon.proven(names) && !names.some(isOption);
}

/** `function ({ hostIp })`: what a caller may set, and what need not be the address in use of anything. */
function isOption(name: string): boolean {
  return /^ *\.\w+$/.test(name);
}
