import { reports } from '../reports/index.ts';
import { UsageError } from '../run/options.ts';
import { didYouMean } from './nearest.ts';

/** A report and where it goes; without a file it goes to standard output. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
}

/** `FORMAT` or `FORMAT=FILE`. */
export function outputOf(text: string): Output {
  const [, format = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const names = reports.map((report) => report.id);
  if (!names.includes(format)) {
    throw new UsageError(`unknown format '${format}'${didYouMean(format, names)}; formats are ${names.join(', ')}`);
  }
  if (file === '') throw new UsageError(`--format ${format}= lacks the name of a file`);
  return { format, file };
}

/** What is asked for, the terminal report by default; standard output can hold one report only. */
export function outputsOf(texts: readonly string[]): readonly Output[] {
  if (texts.length === 0) return [{ format: 'terminal', file: undefined }];
  const outputs = texts.map(outputOf);
  const onOutput = outputs.filter((output) => output.file === undefined);
  if (onOutput.length > 1) {
    const names = onOutput.map((output) => output.format).join(' and ');
    throw new UsageError(
      `${names} cannot both go to standard output; give one a file: --format ${onOutput[1]?.format}=FILE`,
    );
  }
  return outputs;
}
