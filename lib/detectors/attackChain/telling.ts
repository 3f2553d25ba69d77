import { counted, minute } from '../../alerts/phrases';
import { KINDS, type ChainStep } from './steps';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Characters of a step's own sentence that the sentence of the chain holds. */
const LONGEST_REASON = 180;

/**
 * The sentence of a chain: the first step of each kind, its figures, and the time between them.
 * @param count of all steps, named or not
 */
export function toldChain(steps: readonly ChainStep[], count: number): string {
  const firsts = KINDS.flatMap((kind) => steps.find(({ step }) => step === kind) ?? []);
  const start = Math.min(...steps.map(({ startTimeUtc }) => Date.parse(startTimeUtc)));
  const end = Math.max(...steps.map(({ endTimeUtc }) => Date.parse(endTimeUtc)));
  const sentences = firsts.map((step, at) => {
    const time = Date.parse(step.startTimeUtc);
    const before = firsts[at - 1];
    const since = before === undefined ? null : time - Date.parse(before.startTimeUtc);
    const when = since === null || since < MINUTE ? minute(time) : `${lasting(since)} later`;
    return `(${at + 1}) ${when}: ${shortened(step.reason)}`;
  });
  return `${counted(count, 'step')} in ${lasting(end - start)}: ${sentences.join('; ')}.`;
}

/** `40 minutes`, `26 hours`, `5 days`. */
function lasting(milliseconds: number): string {
  if (milliseconds < 2 * HOUR) return counted(Math.ceil(milliseconds / MINUTE), 'minute');
  if (milliseconds < 3 * DAY) return counted(milliseconds / HOUR, 'hour');
  return counted(milliseconds / DAY, 'day');
}

function shortened(reason: string): string {
  const text = reason.replace(/\.$/, '');
  return text.length <= LONGEST_REASON ? text : `${text.slice(0, LONGEST_REASON)}...`;
}
