import { rules } from '../../rules/index.ts';
import type { Fact, Step } from '../model/fact.ts';
import type { Effect, Target } from '../model/finding.ts';
import type { Speech, Verdict } from '../rule.ts';
import { doubtOf } from './certainty.ts';
import { languageById } from './front-ends.ts';
import { asideOf, onOtherNodes } from './places.ts';
import type { Limit, Policy } from './policy.ts';
import { offerOf, onTarget, rank } from './targets.ts';

/** What one rule says of one fact, after everything that is known besides was weighed. */
export interface Judgement {
  readonly rule: string;
  readonly fact: Fact;
  /** Undefined for silence. */
  readonly effect: Effect | undefined;
  readonly verdict: Verdict | undefined;
  /** Why it is silent, or lower than the rule's own; may be empty. */
  readonly because: string;
  /** Whether the file does not run in the cluster. */
  readonly aside: boolean;
}

/** Asks every rule about a fact; rules that it does not concern are left out. */
export function judge(
  fact: Fact,
  target: Target,
  scanned: readonly string[],
  limitOf: Policy['limitOf'] = () => undefined,
): Judgement[] {
  const judgements: Judgement[] = [];
  for (const { id, rule } of rules) {
    const said = rule.judge(fact, speechOf(fact));
    if (said === undefined) continue;
    if (said.effect === 'silent') {
      judgements.push({ rule: id, fact, effect: undefined, verdict: undefined, because: said.because, aside: false });
    } else {
      judgements.push({
        rule: id,
        fact,
        verdict: said,
        ...soften(said, fact, target, scanned, limitOf(id, said.at.file)),
      });
    }
  }
  return judgements;
}

const neutral: Speech = {
  join: (host, port) => `${host} and ${port}, with brackets around an IPv6 address`,
  split: (address) => `${address}, cut at its last colon outside of brackets`,
  parse: 'a library for addresses',
};

const speeches = new Map<string, Speech>();

function speechOf({ language }: Fact): Speech {
  let speech = speeches.get(language);
  if (speech === undefined) {
    speech = { ...neutral, ...languageById(language)?.idioms };
    speeches.set(language, speech);
  }
  return speech;
}

/** `breaks` stands only where everything that it rests on is known; place, target and configuration may lower any effect. */
function soften(
  verdict: Verdict,
  fact: Fact,
  target: Target,
  scanned: readonly string[],
  limit: Limit | undefined,
): { effect: Effect | undefined; because: string; aside: boolean } {
  let effect = verdict.effect;
  let because = '';
  const lower = (to: Effect, why: string): void => {
    if (why === '' || rank(effect) <= rank(to)) return;
    effect = to;
    because = why;
  };
  lower('may break', fact.certain ? '' : uncertainty(fact.because));
  for (const value of verdict.rests) lower('may break', doubtOf(value));
  const ruled = onTarget(effect, verdict.needs, target);
  const place = asideOf(verdict.at.file, scanned);
  const aside = place !== '';
  if (ruled === undefined) return { effect: undefined, because: offerOf(target), aside };
  lower(ruled.effect, ruled.why);
  lower('note', place);
  lower('note', fact.guards.some(({ kind }) => kind === 'in-tests') ? 'it is reached in tests only' : '');
  lower(
    'note',
    fact.guards.some(({ kind }) => kind === 'not-built') ? 'it is built for nothing that runs in a pod' : '',
  );
  // A text that is put together or cut wrongly is wrong on dual-stack nodes too.
  if (!ofText.has(fact.kind)) lower('note', onOtherNodes(verdict.at.file) || windowsOf(fact));
  if (limit && limit.most === undefined) return { effect: undefined, because: limit.because, aside };
  if (limit?.most) lower(limit.most, limit.because);
  return { effect, because, aside };
}

function windowsOf({ guards }: Fact): string {
  return guards.some(({ kind }) => kind === 'on-windows')
    ? 'it is built for Windows, which has no IPv6-only nodes'
    : '';
}

const ofText: ReadonlySet<Fact['kind']> = new Set(['join', 'split', 'bracket', 'port-test']);

function uncertainty(because: readonly Step[]): string {
  const doubt = because.findLast((step) => /version|^whether/.test(step.says));
  return doubt?.says ?? 'the version in use is not known';
}
