/** Beyond this length nothing more is filled in: variables that hold each other several times grow without end. */
export const mostFilled = 64 * 1024;

/**
 * Replaces what a pattern finds by what each match stands for, as long as the text stays short; where the answer is
 * undefined, the match stays as it is written.
 */
export function fillIn(
  text: string,
  pattern: RegExp,
  meaning: (groups: readonly string[]) => string | undefined,
): string {
  let left = mostFilled;
  return text.replace(pattern, (...match: unknown[]) => {
    // After the groups come the index and the whole text.
    const groups = match.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''));
    const [whole = ''] = groups;
    const given = meaning(groups) ?? whole;
    left -= given.length - whole.length;
    return left < 0 ? whole : given;
  });
}
