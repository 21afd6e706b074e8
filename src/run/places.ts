const folders =
  /(?:^|\/)(tests?|__tests__|testing|testdata|e2e|examples?|docs?|samples?|fixtures|__mocks__|__fixtures__)\//i;
const files = /(?:_test\.go|\.(?:test|spec)\.[cm]?[jt]sx?)$/;

/**
 * What a file is for when it does not run in the cluster, for the sentence that says so; empty for all others. A folder
 * that somebody asks about is no side show: what counts is where the file is inside the `scanned` folders.
 */
export function asideOf(file: string, scanned: readonly string[]): string {
  const inside = scanned.find((one) => file.startsWith(`${one}/`));
  const folder = folders.exec(inside === undefined ? file : file.slice(inside.length + 1))?.[1];
  if (folder !== undefined) return `the file is in a ${folder} folder`;
  return files.test(file) ? 'the file is a test' : '';
}
