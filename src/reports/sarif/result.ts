import type { CodeFlow, Fix, Result, ThreadFlowLocation } from 'sarif';
import type { Effect, Finding } from '../../model/finding.ts';
import { uriOf } from '../uri.ts';
import { locationOf, regionOf } from './location.ts';

const levels: Readonly<Record<Effect, 'error' | 'warning' | 'note'>> = {
  breaks: 'error',
  'may break': 'warning',
  note: 'note',
};

/** One alert. */
export function resultOf(finding: Finding, ruleIndex: number | undefined): Result {
  const steps = stepsOf(finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.effect],
    message: { text: plain(`${finding.message}. ${finding.help}`) },
    locations: [locationOf(finding.span.file, regionOf(finding.at))],
    partialFingerprints: { primaryLocationLineHash: finding.lineHash },
    ...(steps.length === 0 ? {} : { codeFlows: [codeFlowOf(steps, finding)] }),
    ...(finding.fix ? { fixes: [fixOf(finding.fix)] } : {}),
  };
}

function fixOf({ title, edits }: NonNullable<Finding['fix']>): Fix {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map(({ at, text }) => ({ deletedRegion: regionOf(at), insertedContent: { text } })),
    })),
  };
}

function stepsOf(finding: Finding): ThreadFlowLocation[] {
  return finding.steps.flatMap(({ says, span, at }) => {
    if (span === undefined || at === undefined) return [];
    return { location: { ...locationOf(span.file, regionOf(at)), message: { text: plain(says) } } };
  });
}

/** The steps, and at their end the finding itself. */
function codeFlowOf(steps: readonly ThreadFlowLocation[], finding: Finding): CodeFlow {
  const end = locationOf(finding.span.file, regionOf(finding.at));
  const locations = [...steps, { location: { ...end, message: { text: plain(finding.message) } } }];
  return { threadFlows: [{ locations }] };
}

/** In a message, `[a](b)` would become a link. */
function plain(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
