import { styleOf } from '../reports/terminal/style.ts';
import { cut } from '../reports/terminal/text.ts';
import { ruleInfos } from '../run/rules.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints a table of the rules. */
export function rulesCommand({ out, terminal }: Surroundings): void {
  const style = styleOf(terminal);
  const infos = ruleInfos();
  const longest = Math.max(...infos.map((info) => info.id.length));
  for (const { id, title, helpUri } of infos) {
    const space = ' '.repeat(longest - id.length + 2);
    out(`${style.link(style.strong(id), helpUri)}${space}${cut(title, Math.max(20, terminal.width - longest - 2))}\n`);
  }
}
