import type { AccountCoverage } from '../../lib/coverage/report';
import { counted } from '../../lib/alerts/phrases';
import { h } from '../dom/element';
import { nothing } from '../dom/parts';
import { barRow } from '../charts/barRow';

const STAGES = [
  { stage: 'established', words: 'behaviour is judged' },
  { stage: 'provisional', words: 'judged with less confidence' },
  { stage: 'new', words: 'only threat lists and queries speak' },
] as const;
const STATES = [
  { state: 'complete', words: 'all logs that matter come in' },
  { state: 'gaps', words: 'something is missing' },
  { state: 'silent', words: 'nothing came for a day' },
] as const;

/** How well the accounts are known, and how well their logs cover them. */
export function learningState(coverage: readonly AccountCoverage[]): HTMLElement {
  const all = coverage.length;
  if (all === 0) {
    return nothing('No account is known yet', 'Send the diagnostic logs of one to the event hub.');
  }
  return h(
    'div',
    {},
    h('h3', {}, 'Learning'),
    h(
      'ul',
      { class: 'bars' },
      STAGES.map(({ stage, words }) => {
        const own = coverage.filter((account) => account.stage === stage).length;
        return barRow(`${stage}: ${words}`, own, all, counted(own, 'account'), 'usual');
      }),
    ),
    h('h3', {}, 'Logs'),
    h(
      'ul',
      { class: 'bars' },
      STATES.map(({ state, words }) => {
        const own = coverage.filter((account) => account.state === state).length;
        return barRow(`${state}: ${words}`, own, all, counted(own, 'account'), 'usual');
      }),
    ),
  );
}
