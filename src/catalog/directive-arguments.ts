import { spell } from '../evaluate/spell.ts';
import type { Directive, Expr } from '../languages/language.ts';
import type { DaemonSetting } from './daemon-entry.ts';

/** What holds the addresses of a directive. */
export function argumentsOf({ key, args, span }: Directive, setting: DaemonSetting): readonly Expr[] {
  if (setting.args === 'key') return [{ is: 'literal', type: 'string', text: key, span }];
  if (setting.after !== '') {
    const at = args.findIndex((arg) => writtenAs(arg) === setting.after);
    return at < 0 ? [] : args.slice(at + 1);
  }
  return setting.args === 'all' ? args : args.slice(setting.args - 1, setting.args);
}

/** What a list is called, where its name stands before its addresses. */
export function nameOf({ args }: Directive, { after }: DaemonSetting): string {
  const at = after === '' ? 0 : args.findIndex((arg) => writtenAs(arg) === after);
  return args.slice(0, Math.max(at, 0)).map(writtenAs).join(' ');
}

/** An argument as people read it; `…` for what a template decides. */
export function writtenAs(expr: Expr): string {
  if (expr.is === 'literal') return expr.text;
  if (expr.is === 'concat') return expr.parts.map(writtenAs).join('');
  if (expr.is === 'name' || expr.is === 'member') return spell(expr);
  return '…';
}
