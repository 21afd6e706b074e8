const folder =
  /^(?:\.devcontainer|_*tests?_*|testing|testdata|test[-_]?(?:utils?|helpers?|fixtures?|integration|infra|support)|(?:[\w-]+[-_])?tests|tests?[-_][\w-]+|(?!(?:\w*la|con|pro|at|de)tests?$)[a-z]{2,20}tests?|[\w-]*integration[-_]?tests?|integration|e2e(?:[-_]?tests?)?|fvt?|examples?|docs?|samples?|bench(?:marks?)?|_*fixtures_*|_*mocks?_*|__fixtures__|__mocks__)$/i;
const name = /(?:_tests?\.go|_examples?\.go|[._-](?:test|tests|spec|e2e|stories)\.[cm]?[jt]sx?|^tests?\.[cm]?[jt]sx?)$/;
/** Images and services for those who work on a program, not for the cluster. */
const container = /(?:docker|container)file|compose/i;
const forDevelopers =
  /(?:^|[._-])(?:dev|devel|devmode|development|tests?|testing|debug|local|ci|e2e|builder|bench|cypress|override)(?:[._-]|$)/i;
const specs = /^(?:specs?|cypress|playwright|storybook|stories)$/;
/** Bundlers read these, and the servers that they configure are for development. */
const bundler =
  /^(?:vite|vitest|webpack|rollup|rsbuild|rspack|vue|karma|playwright|cypress|wdio|craco|snowpack)(?:\.\w+)*\.(?:config|conf)(?:\.\w+)*\.[cm]?[jt]s$/;
/** Scripts and small programs in these build, check and release. */
const workshop = /^(?:hack|\.?ci|\.github|\.circleci|jenkins)$/;
/** Go builds these for other systems than a pod's. */
const otherSystem = /_(?:darwin|freebsd|openbsd|netbsd|solaris|plan9|js|wasip1)(?:_\w+)?\.go$/;

/**
 * What a file is for when it does not run in the cluster, for the sentence that says so; empty for all others. A folder
 * that somebody asks about is no side show: what counts is where the file is inside the `scanned` folders.
 */
export function asideOf(file: string, scanned: readonly string[]): string {
  const inside = scanned.find((one) => file.startsWith(`${one}/`));
  const path = (inside === undefined ? file : file.slice(inside.length + 1)).split('/');
  const last = path.pop() ?? '';
  const found = path.find((one) => folder.test(one));
  if (found !== undefined) return `the file is in a ${found} folder`;
  if (/\.[cm]?[jt]sx?$/.test(last) && path.some((one) => specs.test(one))) return 'the file is in a folder of tests';
  if (/\.(?:go|(?:ba|a)?sh)$/.test(last) && path.some((one) => workshop.test(one)))
    return 'the file is for development';
  if (otherSystem.test(last)) return 'the file is built for another system';
  if (container.test(last) && forDevelopers.test(last)) return 'the file is for development';
  if (bundler.test(last)) return 'the file configures a build and its development server';
  return name.test(last) ? 'the file is a test' : '';
}

/** Windows nodes take part only in clusters that have IPv4: what a file for them takes for granted holds there. */
export function windowsOnly(file: string): string {
  return /_windows(?:_\w+)?\.go$/.test(file) ? 'the file is built for Windows, which has no IPv6-only nodes' : '';
}
