import type { Expr, Site, Use } from '../languages/language.ts';
import { filler, hole, type Masked } from './mask.ts';
import { exprOfWord } from './words.ts';

/** A hole, a colon, and a hole or a number: a host and a port, perhaps. */
const seam = new RegExp(`${hole}[${filler}]*\\]?:(?:${hole}|\\d)`, 'g');
const edge = new RegExp(`[^\\s"'\`,;<>(){}|${filler}=]`);

/** The words of a template in which a value stands before a colon; those in comments are left out. */
export function seamsIn({ words, holes }: Masked, file: string, source: string): Site[] {
  const sites: Site[] = [];
  let bracketed: ReadonlyMap<string, number> | undefined;
  let last = -1;
  for (const match of words.matchAll(seam)) {
    if (match.index < last) continue;
    const start = wordStart(words, match.index);
    const end = wordEnd(words, match.index + match[0].length);
    last = end;
    if (isComment(words, start) || isFamilyProof(words, start) || remote.test(words.slice(start, end))) continue;
    const expr = exprOfWord(words.slice(start, end), { file, start, end }, holes);
    const use: Use = isSpoken(words, start, end) ? { is: 'message' } : { is: 'other' };
    bracketed ??= bracketedIn(source);
    const given = bracketed;
    if (namesIn(expr).some((name) => (given.get(name) ?? start) < start)) continue;
    if (expr.is === 'concat') sites.push({ expr, scope: 0, guard: -1, use });
  }
  return [...sites, ...quotedIn(source, file)];
}

/** `set $args "advertise-address" "$(POD_IP):6783"`: a text that a tag hands on, and the kubelet fills in. */
const quoted =
  /(\{\{[^{}\n"`]{0,300}(?:"[^"\n]{0,100}"[^{}\n"`]{0,100}){0,4})["`](?:[\w.-]{1,60}=)?\$\((\w{1,60})\):(\d{1,5})["`]/g;

function quotedIn(source: string, file: string): Site[] {
  return [...source.matchAll(quoted)].map(({ 0: whole, index, 1: before = '', 2: name = '', 3: port = '' }) => {
    const start = index + whole.indexOf('$(', before.length);
    const end = index + whole.length - 1;
    const colon = end - port.length - 1;
    const parts: Expr[] = [
      { is: 'name', name, scope: 0, span: { file, start, end: colon } },
      { is: 'literal', type: 'string', text: `:${port}`, span: { file, start: colon, end } },
    ];
    return { expr: { is: 'concat', parts, span: { file, start, end } }, scope: 0, guard: -1, use: { is: 'other' } };
  });
}

/** `user@$IP:$FOLDER`, as scp and rsync take it: what stands behind the colon is no port. */
const remote = new RegExp(`^[^:/]{1,100}@[${hole}${filler}]+:`);

/** `IP="[$IP]"`, `$ip = printf "[%s]" $ip`, `{% set ip = '[' ~ ip ~ ']' if … %}`: what puts the brackets on. */
const putsOn =
  /(?<![\w$])([A-Za-z_]\w{0,60})=["']?\[\$[\w{(]|\$(\w{1,60})\s{0,4}:?=[^}\n]{0,200}printf\s{1,4}["`][^"`\n]{0,12}\[%s\]|\{%-?\s{0,4}set\s{1,4}(\w{1,60})\s{0,4}=[^%\n]{0,200}?['"]\[/g;

/** Where each name is first given brackets. */
function bracketedIn(source: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const match of source.matchAll(putsOn)) {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    if (!found.has(name)) found.set(name, match.index);
  }
  return found;
}

function namesIn(expr: Expr): readonly string[] {
  if (expr.is === 'name') return [expr.name];
  if (expr.is === 'concat') return expr.parts.flatMap(namesIn);
  return expr.is === 'either' ? expr.options.flatMap(namesIn) : [];
}

function wordStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && edge.test(text[at - 1] ?? '')) at--;
  return at;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && edge.test(text[at] ?? '')) at++;
  return at;
}

/** How far a line is looked along: longer ones are data. */
const mostOfLine = 1000;

function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - mostOfLine), at);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** What a shell prints is for people, unless it goes into a file or another program. */
function isSpoken(text: string, start: number, end: number): boolean {
  const line = lineBefore(text, start);
  const [rest = ''] = text.slice(end, end + mostOfLine).split('\n', 1);
  return /(?:^|[\s;&|{("'])(?:echo|printf|log\w*|warn|error|info|die|fail)\s/.test(line) && !/[|>](?!&2)/.test(rest);
}

/**
 * `redis-cli --cluster add-node ADDRESS:PORT` takes what stands behind the last colon for the port, and so does HAProxy:
 * `bind ADDRESS:PORT`, `server NAME ADDRESS:PORT`; and RabbitMQ: `listeners.tcp.1 = ADDRESS:PORT`. Where a packet filter
 * sends packets to is written for the family that the filter is for.
 */
function isFamilyProof(text: string, at: number): boolean {
  const line = lineBefore(text, at);
  return /\b(?:redis|valkey|keydb)-cli\s[^|;&]{0,400}--cluster\b|(?:^\s*bind|(?<!\w)server\s+\S+)\s+$|^\s*listeners\.\w+\.\w+\s*=\s*$|--to-(?:source|destination)\s/.test(
    line,
  );
}

function isComment(text: string, at: number): boolean {
  const line = lineBefore(text, at);
  return /^\s*(?:#|\/\/|--|;|\*)/.test(line) || /\s#\s/.test(line);
}
