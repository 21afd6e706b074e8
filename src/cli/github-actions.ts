import { realpathSync } from 'node:fs';

/** What a workflow of GitHub Actions tells the programs that it runs. */
export interface GithubActions {
  /** The file that takes the job summary; empty where there is none. */
  readonly summary: string;
  /** The folder into which the repository was checked out. */
  readonly workspace: string;
  /** Where the files of the revision can be looked at; empty where that was not told. */
  readonly blobs: string;
}

interface Environment {
  readonly GITHUB_ACTIONS?: string | undefined;
  readonly GITHUB_STEP_SUMMARY?: string | undefined;
  readonly GITHUB_WORKSPACE?: string | undefined;
  readonly GITHUB_SERVER_URL?: string | undefined;
  readonly GITHUB_REPOSITORY?: string | undefined;
  readonly GITHUB_SHA?: string | undefined;
}

/** Undefined outside of a workflow. */
export function githubActionsOf(env: Environment): GithubActions | undefined {
  if (env.GITHUB_ACTIONS !== 'true') return undefined;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = env;
  return {
    summary: env.GITHUB_STEP_SUMMARY ?? '',
    workspace: env.GITHUB_WORKSPACE ?? '',
    blobs: server && repository && sha ? `${server}/${repository}/blob/${sha}` : '',
  };
}

/** Where the scanned files can be looked at: a checkout in another folder may be of another repository. */
export function sourcesOf({ workspace, blobs }: GithubActions, root: string): string {
  try {
    return workspace !== '' && realpathSync(workspace) === realpathSync(root) ? blobs : '';
  } catch {
    return '';
  }
}

/** The log of a workflow obeys lines that begin with two colons, and `##[` anywhere: scanned code must not command. */
export function harmless(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
