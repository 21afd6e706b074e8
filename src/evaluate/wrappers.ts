import type { Entry, Means } from '../catalog/schema.ts';
import type { Expr, Unit } from '../languages/language.ts';
import { constants } from '../model/value.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';

type Ends = Extract<Means, { is: 'listen' | 'dial' | 'resolve' }>;

const MAX_STEPS = 4;

/** Functions of the project that listen or connect where they are told to: their calls are such places, too. */
export class Wrappers {
  readonly #evaluator: Evaluator;
  readonly #memo = new Map<number, readonly Entry[]>();
  #inside: ReadonlyMap<number, readonly Expr[]> | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Entries for a call of a function of this file or another. */
  entries(callee: Expr): readonly Entry[] {
    const question = this.#evaluator.asked(callee, 'place', 0);
    if (question) return this.#evaluator.outside.entries(question) ?? [];
    if (callee.is !== 'name') return [];
    const binding = this.#evaluator.binding(callee.name, callee.scope, callee.span.start);
    const [only] = binding?.values ?? [];
    return binding?.values.length === 1 && only?.value.is === 'function' ? this.of(only.value.index) : [];
  }

  /** Entries for the function with an index. */
  of(index: number): readonly Entry[] {
    const known = this.#memo.get(index);
    if (known) return known;
    // A function that calls itself is not told anything by that.
    this.#memo.set(index, []);
    this.#inside ??= placesIn(this.#evaluator.unit);
    const entries = (this.#inside.get(index) ?? []).flatMap((expr) =>
      this.#evaluator.calls.all(expr).flatMap((call) => this.#wrapped(call, index, expr)),
    );
    this.#memo.set(index, entries);
    return entries;
  }

  /** Whether a call of such a function says where it listens or connects. */
  tells(call: Call): boolean {
    return rolesOf(call.entry.means).some(
      (path) => !path.startsWith('"') && constants(call.role(path)).texts.length > 0,
    );
  }

  /** Whether a place is handed what it takes from outside of its function, which is known from the function's calls. */
  isTold(call: Call): boolean {
    return rolesOf(call.entry.means).some((path) => {
      const expr = call.expr(path);
      return expr !== undefined && this.#parameter(expr) !== undefined && constants(call.role(path)).texts.length > 0;
    });
  }

  #wrapped(call: Call, index: number, expr: Expr): readonly Entry[] {
    const { entry } = call;
    if (!isEnds(entry.means) || entry.means.default !== 'both' || entry.maker !== undefined) return [];
    const taken: number[] = [];
    const role = (path: string | undefined): string | undefined => {
      const handed = path === undefined ? undefined : call.expr(path);
      const parameter = handed && this.#parameter(handed);
      if (parameter?.function === index) {
        taken.push(parameter.index);
        return nameOf(parameter.index);
      }
      const value = path === undefined ? undefined : call.role(path);
      return value?.is === 'text' ? JSON.stringify(value.text) : undefined;
    };
    const family = role(entry.means.family);
    if (entry.means.family !== undefined && family === undefined) return [];
    const joined = this.#hostOf(entry.means.address === undefined ? undefined : call.expr(entry.means.address));
    const host = joined ? nameOf(joined.index) : role(entry.means.host);
    if (joined?.function === index) taken.push(joined.index);
    const address = joined ? undefined : role(entry.means.address);
    const means: Ends = { ...entry.means, family, address, host, handled: {} };
    if (taken.length === 0) return [];
    const parameters = Array.from({ length: Math.max(...taken) + 1 }, (_, at) => ({
      name: nameOf(at),
      record: false,
      rest: false,
    }));
    const place = { ...entry.place, shape: 'call' as const, parameters };
    return [{ ...entry, place, means, returns: [], wraps: { name: call.name, span: expr.span } }];
  }

  /** The parameter that is the host of an address which is put together: `host + ":53"`, `net.JoinHostPort(host, …)`. */
  #hostOf(address: Expr | undefined) {
    if (address?.is === 'concat') return address.parts[0] && this.#parameter(address.parts[0]);
    const call = address && this.#evaluator.calls.call(address);
    const host = call?.entry.means.is === 'join' ? call.expr(call.entry.means.host) : undefined;
    return host && this.#parameter(host);
  }

  /** The parameter that an expression is, under whatever name. */
  #parameter(expr: Expr, step = 0): { readonly function: number; readonly index: number } | undefined {
    if (expr.is !== 'name' || step > MAX_STEPS) return undefined;
    const binding = this.#evaluator.binding(expr.name, expr.scope, expr.span.start);
    // What is replaced in any case is not what was given; a default that is filled in leaves the rest as it is.
    if (binding?.parameter) return binding.values.every((one) => one.guard >= 0) ? binding.parameter : undefined;
    const [only] = binding?.values ?? [];
    return binding?.values.length === 1 && only ? this.#parameter(only.value, step + 1) : undefined;
  }
}

/** The calls and structs inside of each function, also of the functions in it. */
function placesIn({ sites, scopes }: Unit): ReadonlyMap<number, readonly Expr[]> {
  const inside = new Map<number, Expr[]>();
  for (const { expr, scope } of sites) {
    if (expr.is !== 'call' && expr.is !== 'record') continue;
    const around = new Set<number>();
    for (let at = scope; at >= 0; at = scopes[at]?.parent ?? -1) around.add(scopes[at]?.function ?? -1);
    for (const fn of around) {
      const own = inside.get(fn);
      if (own) own.push(expr);
      else inside.set(fn, [expr]);
    }
  }
  return inside;
}

function isEnds(means: Means): means is Ends {
  return means.is === 'listen' || means.is === 'dial' || means.is === 'resolve';
}

function rolesOf(means: Means): readonly string[] {
  return isEnds(means) ? [means.family, means.address, means.host].filter((path) => path !== undefined) : [];
}

function nameOf(index: number): string {
  return `given${index}`;
}
