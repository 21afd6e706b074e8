import { Chalk } from 'chalk';
import type { Effect } from '../../model/finding.ts';
import type { ReportOptions } from '../report.ts';

type Paint = (text: string) => string;

/** What the colours mean; without colour every paint returns its text. */
export interface Style {
  readonly bad: Paint;
  readonly doubtful: Paint;
  readonly good: Paint;
  readonly note: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly link: (text: string, uri: string) => string;
}

/** Colours and links as they are asked for; without colour texts stay as they are. */
export function styleOf({ colour, links }: Pick<ReportOptions, 'colour' | 'links'>): Style {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    bad: (text) => chalk.red.bold(text),
    doubtful: (text) => chalk.yellow.bold(text),
    good: (text) => chalk.green.bold(text),
    note: (text) => chalk.cyan.bold(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    link: (text, uri) => (links ? `\u001b]8;;${uri}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  };
}

/** The colour of an effect. */
export function paintOf(effect: Effect, style: Style): Paint {
  if (effect === 'breaks') return style.bad;
  return effect === 'may break' ? style.doubtful : style.note;
}
