import { Command, CommanderError, Option } from 'commander';
import { type Threshold, targets, thresholds } from '../config/choices.ts';
import type { Target } from '../model/finding.ts';
import { reports } from '../reports/index.ts';
import { type ChangeOption, UsageError } from '../run/options.ts';
import { packageVersion } from '../run/package-root.ts';
import type { FixRequest } from './fix.ts';
import type { ScanRequest } from './scan.ts';
import type { Surroundings } from './surroundings.ts';
import type { WorkloadsRequest } from './workloads.ts';

interface Flags {
  readonly target: Target | undefined;
  readonly config: string | false | undefined;
  readonly format: readonly string[];
  readonly failOn: Threshold | undefined;
  readonly notes: true | undefined;
  readonly all: true | undefined;
  readonly annotations: boolean;
  readonly color: boolean | undefined;
  readonly stdinFilename: string | undefined;
  readonly changedSince: string | undefined;
  readonly staged: true | undefined;
  readonly inProject: true | undefined;
  readonly baseline: string | false | undefined;
  readonly writeBaseline: true | undefined;
  readonly pruneBaseline: true | undefined;
  readonly fix: true | undefined;
  readonly unsafeFixes: true | undefined;
  readonly diff: true | undefined;
}

const success = 0;
const failure = 2;

const examples = `
Examples:
  only6                                         judge the repository
  only6 deploy cmd/server --target eks-ipv6     judge two folders for an EKS cluster
  only6 --format terminal --format sarif=only6.sarif
  helm template chart | only6 -                 judge what a chart renders
  only6 explain cmd/server/main.go:42           why a line is, or is not, reported

Exit codes: 0 clean, 1 findings (see --fail-on), 2 usage or internal error.`;

/** The options of only6 itself that hold for a command too. */
const held: Readonly<Record<string, readonly (keyof Flags)[]>> = {
  explain: ['target', 'config', 'color'],
  facts: ['target', 'config', 'color'],
  workloads: ['target', 'format', 'failOn', 'config', 'notes', 'all', 'color', 'stdinFilename'],
  rules: ['color'],
  config: ['target', 'failOn', 'config', 'color'],
  init: ['target', 'color'],
};

/** Parses the arguments, runs the command, and returns the exit code. Nothing heavy is loaded before it is needed. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    let code = success;
    await programOf(around, (of) => {
      code = of;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, around);
  }
}

function exitCodeOf(error: unknown, { err }: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? success : failure;
  if (error instanceof UsageError) err(`only6: ${error.message}\n`);
  else err(`only6: internal error, please report it: ${error instanceof Error ? error.stack : error}\n`);
  return failure;
}

function programOf(around: Surroundings, exit: (code: number) => void): Command {
  const program = new Command('only6')
    .exitOverride()
    .configureOutput({
      writeOut: around.out,
      writeErr: around.err,
      getOutHelpWidth: () => around.terminal.width,
      outputError: (text, write) => write(`only6: ${oneLine(text)}\n`),
    })
    .description('Will it run on an IPv6-only Kubernetes cluster?')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .argument('[paths...]', 'files and folders to judge; - reads standard input (default: .)');
  addOptions(program);
  program.addHelpText('after', examples).action(async (paths: string[]) => {
    const { scanCommand } = await import('./commands.ts');
    const flags = program.opts<Flags>();
    exit(await scanCommand(requestOf(paths, flags), inColour(around, flags.color)));
  });
  addCommands(program, around, exit);
  return program;
}

const changes = ['changedSince', 'staged', 'inProject'];
const notRepaired = ['staged', 'writeBaseline', 'pruneBaseline'];

function addOptions(program: Command): void {
  program
    .addOption(new Option('--target <target>', 'the cluster to judge for, by default ipv6-only').choices(targets))
    .addOption(formatOption())
    .addOption(new Option('--fail-on <level>', 'least level for exit code 1, by default error').choices(thresholds))
    .option('--config <file>', 'configuration (default: the nearest only6.yaml, up to the top of the repository)')
    .option('--no-config', 'read no only6.yaml')
    .option('--changed-since <commit>', 'judge everything, report what changed since it left this commit or branch')
    .addOption(new Option('--staged', 'judge what git would commit, report what is staged').conflicts('changedSince'))
    .addOption(
      new Option('--in-project', 'judge the given files with the repository around them').conflicts([
        'changedSince',
        'staged',
      ]),
    )
    .option('--baseline <file>', 'report what this file does not hold; entries that are no longer found fail')
    .option('--no-baseline', 'report everything, whatever only6.yaml says')
    .addOption(new Option('--write-baseline', 'write what is found to the baseline').conflicts(changes))
    .addOption(
      new Option('--prune-baseline', 'take out of the baseline what is no longer found').conflicts([
        ...changes,
        'writeBaseline',
      ]),
    )
    .addOption(new Option('--fix', 'repair what can be repaired without harm').conflicts(notRepaired))
    .addOption(new Option('--unsafe-fixes', 'with --fix or --diff: repair also what a person should look at'))
    .addOption(new Option('--diff', 'print the repairs as a patch in place of making them').conflicts(notRepaired))
    .option('--notes', 'show notes, and read tests and examples for them')
    .option('--all', 'show every finding instead of a first screen')
    .option('--no-annotations', 'in GitHub Actions: leave out the annotations')
    .option('--color', 'colour the output, even where it is no terminal')
    .option('--no-color', 'never colour the output')
    .option('--stdin-filename <name>', 'name that tells the format of standard input (default: stdin.yaml)');
}

function addCommands(program: Command, around: Surroundings, exit: (code: number) => void): void {
  const look = (): Surroundings => inColour(around, program.opts<Flags>().color);
  const command = (usage: string, does: string): Command => addCommand(program, usage, does);
  command('explain <rule-or-line>', "print a rule's page, or why FILE:LINE is, or is not, reported").action(
    async (what: string) => {
      const { explainCommand } = await import('./commands.ts');
      await explainCommand(what, program.opts<Flags>(), look());
    },
  );
  command('facts <file>', 'print what is seen in a file, beside its lines').action(async (file: string) => {
    const { factsCommand } = await import('./commands.ts');
    await factsCommand(file, program.opts<Flags>(), look());
  });
  command('workloads [paths...]', 'list what runs in the cluster, one row a workload: ready, unsure or breaks, and why')
    .addHelpText('after', '--format takes terminal, markdown and json.')
    .action(async (paths: string[]) => {
      const { workloadsCommand } = await import('./commands.ts');
      exit(await workloadsCommand(workloadsOf(paths, program.opts<Flags>()), look()));
    });
  command('rules', 'list the rules').action(async () => {
    const { rulesCommand } = await import('./commands.ts');
    rulesCommand(look());
  });
  command('config [path]', 'print what is configured, and where that was said; with a path, what holds for it').action(
    async (path: string | undefined) => {
      const { configCommand } = await import('./commands.ts');
      await configCommand(path, program.opts<Flags>(), look());
    },
  );
  command('init', 'write only6.yaml, a GitHub workflow and a pre-commit entry; leave alone what exists').action(
    async () => {
      const { initCommand } = await import('./commands.ts');
      initCommand(program.opts<Flags>().target, look());
    },
  );
  // What has paths of its own gets no such command by itself.
  program.helpCommand('help [command]', 'print the help of a command');
}

/** A command that takes some of the options of only6 itself, and refuses the others: they would do nothing. */
function addCommand(program: Command, usage: string, does: string): Command {
  const [name = ''] = usage.split(' ', 1);
  const options = program.options.filter((one) => held[name]?.some((flag) => flag === one.attributeName()));
  const named = options.map((one) => one.long);
  return program
    .command(usage)
    .description(does)
    .addHelpText('after', `\nOptions of only6 itself hold here too:\n${named.join(', ')}.`)
    .hook('preAction', () => {
      const other = program.options.find((one) => !options.includes(one) && isGiven(one, program));
      if (other) throw new UsageError(`${other.long} does nothing for only6 ${name}`);
    });
}

/** `--x` and `--no-x` are two options with one value. */
function isGiven(option: Option, program: Command): boolean {
  const name = option.attributeName();
  const isOff = program.getOptionValue(name) === false;
  return program.getOptionValueSource(name) === 'cli' && isOff === option.negate;
}

function formatOption(): Option {
  const formats = reports.map((report) => report.id).join(', ');
  return new Option('--format <format[=file]>', `${formats}, to standard output or a file; repeatable`)
    .argParser(collect)
    .default([], 'terminal');
}

function requestOf(paths: readonly string[], flags: Flags): ScanRequest {
  const { target, config, format, failOn, notes = false, all = false, annotations } = flags;
  const { stdinFilename } = flags;
  const change = changeOf(paths, flags);
  const rewrite = flags.writeBaseline ? 'all' : flags.pruneBaseline ? 'prune' : undefined;
  const baseline = { file: flags.baseline, rewrite } as const;
  return {
    paths,
    target,
    config,
    formats: format,
    failOn,
    notes,
    all,
    annotations,
    stdinFilename,
    change,
    baseline,
    fix: fixOf(flags),
  };
}

function workloadsOf(paths: readonly string[], flags: Flags): WorkloadsRequest {
  const { target, config, format, failOn, notes = false, all = false, stdinFilename } = flags;
  return { paths, target, config, formats: format, failOn, notes, all, stdinFilename };
}

function fixOf({ fix, diff, unsafeFixes }: Flags): FixRequest | undefined {
  if (fix || diff) return { unsafe: unsafeFixes === true, diff: diff === true };
  if (unsafeFixes) throw new UsageError('--unsafe-fixes goes with --fix or --diff');
  return undefined;
}

function changeOf(files: readonly string[], { changedSince, staged, inProject }: Flags): ChangeOption | undefined {
  if (inProject) return { files };
  if (staged) return 'staged';
  return changedSince === undefined ? undefined : { since: changedSince };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function inColour(around: Surroundings, colour: boolean | undefined): Surroundings {
  return colour === undefined ? around : { ...around, terminal: { ...around.terminal, colour } };
}

function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}
