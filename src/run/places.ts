const folders =
  /(?:^|\/)(tests?|__tests__|testing|testdata|e2e|examples?|docs?|samples?|fixtures|__mocks__|__fixtures__)\//i;
const files = /(?:_test\.go|\.(?:test|spec)\.[cm]?[jt]sx?)$/;

/** What a file is for when it does not run in the cluster, for the sentence that says so; empty for all others. */
export function asideOf(file: string): string {
  const folder = folders.exec(file)?.[1];
  if (folder !== undefined) return `the file is in a ${folder} folder`;
  return files.test(file) ? 'the file is a test' : '';
}
