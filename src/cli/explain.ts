import { didYouMean } from '../config/nearest.ts';
import type { RuleInfo } from '../reports/report.ts';
import { type Style, styleOf } from '../reports/terminal/style.ts';
import { explainLine } from '../run/explain.ts';
import { UsageError } from '../run/options.ts';
import { ruleInfos } from '../run/rules.ts';
import { explanationLines } from './explanation-text.ts';
import { isFile, requirePath } from './paths.ts';
import { type ConfigRequest, settledFor } from './settled.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints a rule's page, or why a line is, or is not, reported. */
export async function explainCommand(what: string, request: ConfigRequest, around: Surroundings): Promise<void> {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/s.exec(what) ?? [];
  if (file === undefined) {
    explainRule(what, around);
    return;
  }
  requirePath(around.cwd, file);
  const settled = await settledFor(request, [file], around.cwd);
  const explanation = await explainLine({ cwd: around.cwd, file, line: Number(line), ...settled });
  around.out(`${explanationLines(explanation, file, around.terminal).join('\n')}\n`);
}

function explainRule(id: string, { cwd, out, terminal }: Surroundings): void {
  const infos = ruleInfos();
  const info = infos.find((one) => one.id === id);
  if (info !== undefined) {
    out(pageOf(info, styleOf(terminal)));
    return;
  }
  if (isFile(cwd, id)) throw new UsageError(`which line of ${id}? Write ${id}:LINE, or only6 facts ${id}`);
  const names = infos.map((one) => one.id);
  if (/^\S+:\S*$/.test(id)) throw new UsageError(`${id} is neither a rule nor FILE:LINE`);
  throw new UsageError(`no rule is called ${id}${didYouMean(id, names)}; only6 rules lists them`);
}

function pageOf(info: RuleInfo, style: Style): string {
  const page = info.page === '' ? `# ${info.id}\n\n${info.title}. ${info.why}\n` : info.page;
  return `${page.trimEnd().replace(/^#+ .*$/gm, style.strong)}\n`;
}
