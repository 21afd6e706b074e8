import type { GithubActions } from './github-actions.ts';

/** What a command sees of the process: streams, folder, terminal. Tests can make one by hand. */
export interface Surroundings {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  readonly terminal: Terminal;
  /** Undefined outside of a workflow. */
  readonly actions: GithubActions | undefined;
}

export interface Terminal {
  readonly colour: boolean;
  readonly links: boolean;
  readonly width: number;
  /** Whether a line on standard error can be written over. */
  readonly progress: boolean;
}

/** The variables that decide how the output looks. */
interface Environment {
  readonly TERM?: string | undefined;
  readonly CI?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly NO_COLOR?: string | undefined;
  readonly COLUMNS?: string | undefined;
  readonly TERM_PROGRAM?: string | undefined;
  readonly VTE_VERSION?: string | undefined;
  readonly WT_SESSION?: string | undefined;
  readonly KONSOLE_VERSION?: string | undefined;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const widthOfFiles = 100;

/** What can be shown on standard output, and whether progress can be told on standard error. */
export function terminalOf(out: Stream, err: Stream, env: Environment): Terminal {
  const isTerminal = out.isTTY === true && env.TERM !== 'dumb';
  return {
    colour: wantsColour(isTerminal, env),
    links: isTerminal && showsLinks(env),
    width: widthOf(out, env),
    progress: err.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined,
  };
}

/** FORCE_COLOR, then NO_COLOR, then whether someone looks; options on the command line come before all of them. */
function wantsColour(isTerminal: boolean, env: Environment): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return isTerminal && !env.NO_COLOR;
}

/** There is no way to ask a terminal, so those that are known to render OSC 8. */
function showsLinks(env: Environment): boolean {
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.TERM === 'xterm-kitty') return true;
  if (Number(env.VTE_VERSION ?? 0) >= 5000) return true;
  return ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper'].includes(env.TERM_PROGRAM ?? '');
}

function widthOf(out: Stream, env: Environment): number {
  const columns = out.columns ?? Number(env.COLUMNS ?? Number.NaN);
  return Number.isInteger(columns) && columns > 0 ? columns : widthOfFiles;
}
