import type { EnvEntry } from '../catalog/launch.ts';
import { fieldAt, itemsOf, partSpan, textOf } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';
import type { Join, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Typed } from '../model/value.ts';
import type { Container, Workload } from './workloads.ts';

/** Addresses of the pod, its node or a Service that a workload joins with a port: `$(POD_IP):8080`. */
export function podAddressJoins(workloads: readonly Workload[]): readonly Join[] {
  return workloads.flatMap((workload) =>
    workload.containers.flatMap((container) =>
      textsOf(container.written).flatMap((text) => joinsIn(text, container, workload)),
    ),
  );
}

/** The words of `command` and `args`, and the values of `env`. */
function textsOf(container: Expr): readonly Expr[] {
  const env = itemsOf(fieldAt(container, 'env')).flatMap((item) => fieldAt(item, 'value') ?? []);
  return [...itemsOf(fieldAt(container, 'command')), ...itemsOf(fieldAt(container, 'args')), ...env];
}

/** What is filled in: by the kubelet, by a shell, or by the program itself. */
const filledIn = String.raw`\$\([\w-]+(?: -[iI])?\)|\$\{(?:env[:.])?\w+\}|\$\w+|\x60hostname -[iI]\x60`;
/** Stands for what a template fills in before. */
const open = '\uE000';
/** How far a line is looked back along. */
const mostBefore = 200;
const seam = new RegExp(String.raw`(\[?)(${filledIn})(\]?):(\d+|${filledIn}|${open}+)`, 'g');

/** That of a Service may be a name, where whoever runs the pod says so. */
const always = 'on an IPv6-only cluster it is an IPv6 address, which belongs in brackets';

function joinsIn(written: Expr, container: Container, { resource }: Workload): readonly Join[] {
  const text = textIn(written);
  if (!text.includes(':')) return [];
  return [...text.matchAll(seam)].flatMap((match) => {
    const [whole, opening = '', host = '', closing = '', given = ''] = match;
    const port = given.startsWith(open) ? 'the port' : given;
    const span = placeIn(written, match.index, whole.length);
    const source = sourceOf(nameIn(host), container, span);
    if (!source || putsBracketsOn(nameIn(host), text.slice(0, match.index))) return [];
    const before =
      text
        .slice(Math.max(0, match.index - mostBefore), match.index)
        .split('\n')
        .at(-1) ?? '';
    const { kind, name } = resource;
    const brackets = opening === '[' && closing === ']' ? 'always' : 'none';
    const because: Step[] = [
      { says: `${kind} ${name} runs the container ${container.name}`, span: container.span },
      { says: `${host} is ${source.place}: on an IPv6-only cluster an IPv6 address`, span: source.span },
    ];
    return {
      kind: 'join',
      language: 'kubernetes',
      place: 'a text of the manifest',
      span,
      because,
      guards: [],
      twin: brackets === 'always' && source.proven && !isOfService(nameIn(host)) ? { says: always, span } : undefined,
      holds: undefined,
      certain: true,
      host: source,
      port: { is: 'text', type: 'string', text: port, span, via: [] },
      brackets,
      use: purposeOf(before),
      evidence: source.proven ? 'proven' : 'named',
      spelled: { host, port },
    };
  });
}

/** `POD_IP="[$POD_IP]"`, in whichever test for a colon. */
function putsBracketsOn(name: string, before: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`(?<![\\w$])${name}=["']?\\[\\$`).test(before);
}

/** A text of the manifest; where a template has a hand in it, each hole is as long as it is written. */
function textIn(expr: Expr): string {
  if (expr.is !== 'concat') return textOf(expr);
  return expr.parts
    .map((part) => (part.is === 'literal' ? part.text : open.repeat(part.span.end - part.span.start)))
    .join('');
}

function placeIn(expr: Expr, index: number, length: number): Span {
  if (expr.is !== 'concat') return partSpan(expr, index, length);
  // A value that the chart gives stands in values.yaml, and an escape is shorter than it is written.
  const asWritten = expr.parts.every(
    (part) =>
      part.span.file === expr.span.file &&
      (part.is !== 'literal' || part.text.length === part.span.end - part.span.start),
  );
  const start = (expr.parts[0]?.span.start ?? 0) + index;
  return asWritten ? { ...expr.span, start, end: start + length } : expr.span;
}

function nameIn(host: string): string {
  return host.replace(/^\$[({]?(?:env[:.])?|[)}]$|`/g, '');
}

function purposeOf(before: string): Join['use'] {
  if (/(?:^|[\s;&|"'])(?:echo|printf|log)\s[^|;&]*$/.test(before)) return 'text';
  return /[a-z][\w+.-]*:\/\/(?:[^\s/@]*@)?$/i.test(before) ? 'url' : 'unknown';
}

/** Where an address comes from; undefined for what is none, or may be a name. */
function sourceOf(name: string, container: Container, at: Span): Typed | undefined {
  if (/^hostname -[iI]$/.test(name)) return typed(at, name, "the pod's own address", true);
  const set = container.env.findLast((one) => one.name === name);
  if (set) return setBy(set, container.env, new Set());
  if (!isOfService(name)) return undefined;
  const certain = name === 'KUBERNETES_SERVICE_HOST' || !container.envOpen;
  return typed(at, name, 'the address of a Service', certain);
}

function isOfService(name: string): boolean {
  return /^[A-Z0-9_]+_SERVICE_HOST$/.test(name);
}

/** `status.podIP`, by way of as many variables as there are. */
function setBy({ value, name }: EnvEntry, env: readonly EnvEntry[], seen: Set<string>): Typed | undefined {
  if (value.is === 'typed') return value.kind === 'ip' ? value : undefined;
  if (value.is !== 'unknown' || seen.has(name)) return undefined;
  seen.add(name);
  const other = /^\$\((\w+)\)$/.exec(value.spelled)?.[1];
  const next = env.findLast((one) => one.name === other);
  return next && setBy(next, env, seen);
}

function typed(span: Span, spelled: string, place: string, proven: boolean): Typed {
  return { is: 'typed', kind: 'ip', proven, place, spelled, span, via: [] };
}
