import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { schemaId } from '../config/schema-id.ts';
import type { Target } from '../model/finding.ts';
import { styleOf } from '../reports/terminal/style.ts';
import { gitTop } from '../run/git.ts';
import { UsageError } from '../run/options.ts';
import { packageVersion } from '../run/package-root.ts';
import type { Surroundings } from './surroundings.ts';

/** A file that `init` may write. */
interface Starter {
  readonly path: string;
  readonly purpose: string;
  readonly text: string;
  /** What to do by hand where the file exists; nothing where it holds `mark`, or that is empty. */
  readonly byHand: string;
  readonly mark: string;
}

/** Writes configuration, workflow and hook entry at the top of the repository; what exists is left alone. */
export function initCommand(target: Target | undefined, { cwd, out, terminal }: Surroundings): void {
  const top = gitTop(cwd) ?? cwd;
  const style = styleOf(terminal);
  const lines: string[] = [];
  for (const starter of startersFor(top, target ?? 'ipv6-only')) {
    const file = join(top, starter.path);
    const name = relative(cwd, file);
    if (existsSync(file)) {
      lines.push(
        `${style.doubtful('kept')}  ${name}, which exists: ${isIn(file, starter.mark) ? 'nothing to do' : starter.byHand}`,
      );
    } else {
      create(file, starter.text);
      lines.push(`${style.good('wrote')} ${name}, ${starter.purpose}`);
    }
  }
  const baseline = style.strong('only6 --baseline only6-baseline.json --write-baseline');
  lines.push(
    '',
    `Next: ${style.strong('only6')} judges the repository. To begin with what it finds today: ${baseline}`,
  );
  out(`${lines.join('\n')}\n`);
}

/** Whether a file already says what it should. */
function isIn(file: string, mark: string): boolean {
  try {
    return mark === '' || readFileSync(file, 'utf8').includes(mark);
  } catch {
    return false;
  }
}

function create(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Never over something that appeared since.
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function startersFor(top: string, target: Target): readonly Starter[] {
  const isElsewhere = existsSync(join(top, '.gitlab-ci.yml')) && !existsSync(join(top, '.github'));
  return [configuration(target), ...(isElsewhere ? [] : [workflow()]), hook()];
}

function configuration(target: Target): Starter {
  return {
    path: 'only6.yaml',
    purpose: 'what this repository knows better than only6',
    byHand: '',
    mark: '',
    text: `# yaml-language-server: $schema=${schemaId}
# What only6 knows of this repository; \`only6 config\` prints what holds and why.

# ipv6-only, ipv6-only-nat64, eks-ipv6 or dual-stack
target: ${target}
# The least level that fails: error (what breaks), warning (what may break), note or never
fail-on: error

# What is not judged, as in .gitignore:
# exclude: [third_party/]
# The most that a rule may report (off, note, warning, error), everywhere or below some paths:
# rules: { listen-loopback-only: note }
# overrides: [{ paths: [tools/], rules: { dial-ipv4-literal: off } }]
# What only6 cannot know, said once (name: always a DNS name; address; ipv4; port):
# names: { BACKEND_HOST: name }
# images: { shop/store: mongo, shop/api: go }
`,
  };
}

function workflow(): Starter {
  return {
    path: '.github/workflows/only6.yml',
    purpose: 'a GitHub workflow that fails on what breaks, and annotates the lines',
    byHand: '',
    mark: '',
    text: `name: only6
on: [push, pull_request]
permissions:
  contents: read
jobs:
  only6:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: only6/only6@v${packageVersion().split('.')[0]}
`,
  };
}

function hook(): Starter {
  const entry = `- repo: https://github.com/only6/only6
    rev: v${packageVersion()}
    hooks:
      - id: only6
`;
  return {
    path: '.pre-commit-config.yaml',
    purpose: 'a hook for pre-commit, which judges what is staged',
    mark: 'github.com/only6/only6',
    byHand: `add to its repos:\n\n  ${entry}`,
    text: `repos:\n  ${entry}`,
  };
}
