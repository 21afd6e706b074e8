import type { Threshold } from '../config/choices.ts';
import type { Effect } from '../model/finding.ts';

/** The effects that make a command fail, by `--fail-on`. */
export const failing: Readonly<Record<Threshold, readonly Effect[]>> = {
  error: ['breaks'],
  warning: ['breaks', 'may break'],
  note: ['breaks', 'may break', 'note'],
  never: [],
};
