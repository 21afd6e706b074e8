import type { Threshold } from '../config/choices.ts';
import type { Target } from '../model/finding.ts';
import { type Configuration, configurationFor } from '../run/configuration.ts';

/** What the command line says of what only6.yaml may say as well. */
export interface ConfigRequest {
  readonly target: Target | undefined;
  readonly failOn: Threshold | undefined;
  readonly config: string | false | undefined;
}

/** What holds: the command line first, then only6.yaml, then what is built in. */
export interface Settled {
  readonly target: Target;
  readonly failOn: Threshold;
  readonly configuration: Configuration;
}

/** Throws a UsageError that says what is wrong with only6.yaml, and where. */
export async function settledFor(request: ConfigRequest, paths: readonly string[], cwd: string): Promise<Settled> {
  const configuration = await configurationFor({ cwd, paths, config: request.config });
  const { settings } = configuration;
  return {
    target: request.target ?? settings.target ?? 'ipv6-only',
    failOn: request.failOn ?? settings['fail-on'] ?? 'error',
    configuration,
  };
}
