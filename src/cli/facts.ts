import type { Target } from '../model/finding.ts';
import { explainFile } from '../run/explain.ts';
import { UsageError } from '../run/options.ts';
import { fileFactsLines } from './explanation-text.ts';
import { isFile, requirePath } from './paths.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints values and facts beside the lines of a file. */
export async function factsCommand(file: string, target: Target, { cwd, out, terminal }: Surroundings): Promise<void> {
  requirePath(cwd, file);
  if (!isFile(cwd, file)) throw new UsageError(`${file} is no file`);
  const facts = await explainFile({ cwd, file, target });
  out(`${fileFactsLines(facts, file, terminal).join('\n')}\n`);
}
