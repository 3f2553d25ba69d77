import { counted } from '../../alerts/phrases';
import { accountCoverage } from '../../coverage/accountCoverage';
import type { Gap } from '../../coverage/report';
import { DETECTORS } from '../../detectors';
import { MOST_EXAMPLES, type Advisor } from '../advice';

/** What a gap counts for; a graver one outweighs several lesser ones. */
const WEIGHTS: Readonly<Record<Gap['severity'], number>> = { Low: 1, Medium: 3, High: 10 };

/** What `GET coverage` finds missing in the logs. */
export const loggingGaps: Advisor = (facts) => {
  const { gaps, detectors } = accountCoverage(facts, DETECTORS);
  const [worst] = gaps;
  if (worst === undefined) return null;
  const weight = gaps.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
  const blind = detectors.filter(({ state }) => state === 'blind').length;
  return {
    title: 'The logs of the account have gaps',
    severity: worst.severity,
    summary: `${counted(gaps.length, 'gap')} in the logs${blind > 0 ? `; ${blind} of ${detectors.length} detectors ${blind === 1 ? 'sees' : 'see'} nothing here` : ''}. The worst: ${worst.what}`,
    evidence: {
      figures: { gaps: gaps.length, blindDetectors: blind },
      examples: gaps.slice(0, MOST_EXAMPLES).map(({ what }) => what),
      cannotKnow: [
        'What is not sent cannot be told from what did not happen. GET coverage has more.',
      ],
    },
    remediation: {
      steps: gaps.map(({ fix }) => fix.text),
      commands: [...new Set(gaps.flatMap(({ fix }) => fix.commands))],
    },
    worsens: {
      measure: 'gaps by weight (High 10, Medium 3, Low 1)',
      value: weight,
      returnsAbove: weight,
    },
  };
};
