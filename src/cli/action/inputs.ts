/** What a user of the GitHub Action wrote under `with:`. It reaches us by the environment and no shell ever reads it. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly folder: string;
  readonly target: string;
  readonly failOn: string;
  readonly args: readonly string[];
  readonly onlyNewIssues: boolean;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly uploadSarif: boolean;
}

/** The variables of a workflow that matter here, and our inputs among them. */
export interface Environment {
  readonly GITHUB_EVENT_NAME?: string | undefined;
  readonly GITHUB_EVENT_PATH?: string | undefined;
  readonly GITHUB_OUTPUT?: string | undefined;
  readonly GITHUB_SHA?: string | undefined;
  readonly GITHUB_WORKSPACE?: string | undefined;
  readonly RUNNER_TEMP?: string | undefined;
  readonly [input: `ONLY6_${string}`]: string | undefined;
}

/** An input that cannot be meant; its message is one line for people. */
export class InputError extends Error {}

/** Reads the inputs of the Action; throws an InputError for one that cannot be meant. */
export function inputsOf(env: Environment): Inputs {
  return {
    paths: linesOf(env, 'PATHS'),
    folder: textOf(env, 'WORKING_DIRECTORY').trim() || '.',
    target: textOf(env, 'TARGET').trim(),
    failOn: textOf(env, 'FAIL_ON').trim(),
    args: linesOf(env, 'ARGS'),
    onlyNewIssues: booleanOf(env, 'ONLY_NEW_ISSUES'),
    annotations: booleanOf(env, 'ANNOTATIONS'),
    summary: booleanOf(env, 'SUMMARY'),
    uploadSarif: booleanOf(env, 'UPLOAD_SARIF'),
  };
}

function textOf(env: Environment, name: string): string {
  return env[`ONLY6_${name}`] ?? '';
}

/** One entry a line; empty lines are for the eye. */
function linesOf(env: Environment, name: string): string[] {
  return textOf(env, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function booleanOf(env: Environment, name: string): boolean {
  const text = textOf(env, name).trim().toLowerCase();
  if (text === 'true') return true;
  if (text === 'false') return false;
  const input = name.toLowerCase().replaceAll('_', '-');
  throw new InputError(`the input ${input} is true or false, and not ${JSON.stringify(text)}`);
}
