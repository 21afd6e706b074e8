import { explainFile } from '../run/explain.ts';
import { UsageError } from '../run/options.ts';
import { fileFactsLines } from './explanation-text.ts';
import { isFile, requirePath } from './paths.ts';
import { type ConfigRequest, settledFor } from './settled.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints values and facts beside the lines of a file. */
export async function factsCommand(
  file: string,
  request: ConfigRequest,
  { cwd, out, terminal }: Surroundings,
): Promise<void> {
  requirePath(cwd, file);
  if (!isFile(cwd, file)) throw new UsageError(`${file} is no file`);
  const facts = await explainFile({ cwd, file, ...(await settledFor(request, [file], cwd)) });
  out(`${fileFactsLines(facts, file, terminal).join('\n')}\n`);
}
