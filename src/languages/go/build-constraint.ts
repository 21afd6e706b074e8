import type { Unit } from '../language.ts';

/** The longest head of a file that is looked at, in characters: licences stand before constraints. */
const mostHead = 4000;
const line = /^\/\/go:build[ \t]+(.{1,500})$/m;
/** The form of Go before 1.17: a comma is an and, a space an or, and all lines hold. */
const oldLine = /^\/\/ \+build[ \t]+(.{1,500})$/gm;
const token = /\s*(\|\||&&|!|\(|\)|[\w.]+)/y;

/** Tags that a build for a pod of Linux sets. */
const set = /^(?:linux|unix|amd64|arm64|gc|cgo|go\d[\d.]*)$/;
/** Tags of other systems and machines, of what is only run by hand, and of tests. */
const unset =
  /^(?:windows|darwin|ios|android|freebsd|openbsd|netbsd|dragonfly|solaris|illumos|aix|plan9|js|wasip1|wasm|ignore|ignored|tools?|generate|(?:\w+[._])?(?:e2e|integration|functional|acceptance|benchmark|fuzz|gofuzz|tests?)(?:[._]\w+)?)$/;

/** A tag that nobody is known to set or leave out is neither. */
type Truth = boolean | undefined;

/**
 * Why a file is no part of a program in a pod by its build constraint, as `go help buildconstraint` defines it; undefined
 * where it may be part, or where the constraint cannot be read.
 */
export function builtElsewhere(text: string): Unit['elsewhere'] {
  const head = text.slice(0, mostHead);
  const before = head.slice(0, packageAt(head));
  const constraint = line.exec(before)?.[1] ?? oldConstraint(before);
  if (truthOf(constraint, isSet) !== false) return undefined;
  const onWindows = truthOf(constraint, (tag) => tag === 'windows' || (!/^(?:linux|unix)$/.test(tag) && isSet(tag)));
  return onWindows === false ? 'not-built' : 'on-windows';
}

function oldConstraint(head: string): string {
  const lines = [...head.matchAll(oldLine)].map(([, options = '']) => options.trim().split(/\s+/));
  return lines.map((options) => `(${options.map((one) => one.replaceAll(',', ' && ')).join(' || ')})`).join(' && ');
}

function packageAt(head: string): number {
  const at = head.search(/^package\b/m);
  return at < 0 ? head.length : at;
}

function isSet(tag: string): Truth {
  if (set.test(tag)) return true;
  return unset.test(tag) ? false : undefined;
}

/** What a constraint comes to; undefined where that turns on a tag of which nothing is known, or where it cannot be read. */
function truthOf(constraint: string, isTrue: (tag: string) => Truth): Truth {
  const tokens = tokensOf(constraint);
  let at = 0;
  /** Operands of one operator; one that is `decisive` settles them all. */
  const chain = (operator: string, operand: () => Truth, decisive: boolean): Truth => {
    const all = [operand()];
    while (tokens[at] === operator) {
      at++;
      all.push(operand());
    }
    if (all.includes(decisive)) return decisive;
    return all.includes(undefined) ? undefined : !decisive;
  };
  const or = (): Truth => chain('||', and, true);
  const and = (): Truth => chain('&&', not, false);
  const not = (): Truth => {
    const next = tokens[at++];
    if (next === '!') {
      const value = not();
      return value === undefined ? undefined : !value;
    }
    if (next !== '(') return next === undefined ? undefined : isTrue(next);
    const value = or();
    at++;
    return value;
  };
  return or();
}

function tokensOf(constraint: string): readonly string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(constraint); match; match = token.exec(constraint)) found.push(match[1] ?? '');
  return found;
}
