import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparedWith, eventOf } from './event.ts';
import { type Environment, InputError, type Inputs, inputsOf } from './inputs.ts';

// The step of action.yml that scans: inputs and event to arguments, and the report to outputs. Annotations and the job
// summary are the command's own doing.
const cli = fileURLToPath(new URL('cli.js', import.meta.url));
const failure = 2;

try {
  process.exitCode = run(inputsOf(process.env), process.env);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  fail(error.message);
}

function run(inputs: Inputs, env: Environment): number {
  const folder = resolve(env.GITHUB_WORKSPACE ?? '.', inputs.folder);
  if (!existsSync(folder)) throw new InputError(`there is no folder ${inputs.folder} (working-directory)`);
  const event = eventOf(env);
  const reports = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'only6-'));
  const [sarif, json] = [join(reports, 'only6.sarif'), join(reports, 'only6.json')];
  const base = inputs.onlyNewIssues ? comparedWith(event, env, folder) : '';
  if (inputs.onlyNewIssues && base === '') say('notice', 'Nothing to compare with here: all findings are reported.');
  const files = ['--format', 'terminal', '--format', `sarif=${sarif}`, '--format', `json=${json}`];
  const change = base === '' ? [] : ['--changed-since', base];
  const code = scan([...files, ...change, ...argumentsOf(inputs)], folder, inputs.summary);
  const isWritten = existsSync(sarif) && existsSync(json);
  const upload = inputs.uploadSarif && isWritten && !event.isFork;
  if (inputs.uploadSarif && event.isFork) {
    say('notice', 'A pull request from a fork may not upload to code scanning: see the annotations and the summary.');
  }
  writeOutputs(env, {
    'exit-code': String(code),
    upload: String(upload),
    ...(isWritten ? { 'sarif-file': sarif, 'json-file': json } : {}),
  });
  if (isWritten) writeOutputs(env, countsIn(json));
  return code;
}

function argumentsOf({ target, failOn, annotations, args, paths }: Inputs): string[] {
  return [
    '--color',
    ...(target === '' ? [] : [`--target=${target}`]),
    ...(failOn === '' ? [] : [`--fail-on=${failOn}`]),
    ...(annotations ? [] : ['--no-annotations']),
    ...args,
    '--',
    ...paths,
  ];
}

function scan(args: readonly string[], folder: string, summary: boolean): number {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env: summary ? process.env : { ...process.env, GITHUB_STEP_SUMMARY: '' },
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  const said = stderr.trim();
  if (said !== '') say(status === failure || status === null ? 'error' : 'warning', said);
  return status ?? failure;
}

function countsIn(file: string): Readonly<Record<string, string>> {
  const report: {
    readonly answer: { readonly says: string };
    readonly counts: { readonly breaks: number; readonly mayBreak: number; readonly notes: number };
  } = JSON.parse(readFileSync(file, 'utf8'));
  const { breaks, mayBreak, notes } = report.counts;
  return { answer: report.answer.says, breaks: `${breaks}`, 'may-break': `${mayBreak}`, notes: `${notes}` };
}

/** A delimiter that nobody can guess: a value must not end early and begin another output. */
function writeOutputs(env: Environment, outputs: Readonly<Record<string, string>>): void {
  const file = env.GITHUB_OUTPUT;
  if (!file) return;
  for (const [name, value] of Object.entries(outputs)) {
    const end = randomUUID();
    appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
  }
}

function say(level: 'notice' | 'warning' | 'error', text: string): void {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::${level} title=only6::${data}\n`);
}

function fail(text: string): void {
  say('error', text);
  process.exitCode = failure;
}
