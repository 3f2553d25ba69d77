import { accountName } from '../../lib/telemetry/displayNames';
import { ApiError } from '../api/apiError';
import { attempt, shownOr } from '../api/attempt';
import { read } from '../api/client';
import {
  paths,
  type Baseline,
  type CoverageReport,
  type RecommendationList,
} from '../api/resources';
import { keepFresh } from '../app/freshness';
import { hrefOf } from '../app/route';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { loading, nothing, section } from '../dom/parts';
import { baselineSection } from './baselineSection';
import { coverageDetails } from './coverageDetails';
import { recommendations } from './recommendations';

/** What is known of one account, what its logs leave dark, and what could be better. */
export function accountView(accountId: string): View {
  const name = accountName(accountId);
  const content = h('div', {}, loading('the account'));
  let shown: readonly unknown[] = [];
  let stopChart = (): void => undefined;
  const poll = keepFresh(async () => {
    const [baseline, coverage, advice] = await Promise.all([
      readBaseline(accountId),
      attempt<CoverageReport>(paths.coverage(accountId)),
      attempt<RecommendationList>(paths.recommendations(accountId)),
    ]);
    const wanted = [
      baseline,
      ...[coverage, advice].map(({ body, error }) => body ?? error.message),
    ];
    if (wanted.every((one, index) => one === shown[index])) return;
    shown = wanted;
    stopChart();
    const behaviour = baseline === null ? null : baselineSection(baseline);
    stopChart = behaviour?.stop ?? stopChart;
    fill(
      content,
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          {},
          behaviour?.element ?? section('Baseline', nothing('Nothing was learned of it yet')),
          section(
            'Recommendations',
            shownOr(advice, ({ value }) => recommendations(value, () => poll.now())),
          ),
        ),
        h(
          'div',
          {},
          section(
            'Coverage',
            shownOr(coverage, ({ value: [own] }) =>
              own === undefined ? nothing('No logs of it have come in') : coverageDetails(own),
            ),
          ),
        ),
      ),
    );
  });
  return {
    title: name,
    element: h(
      'div',
      {},
      h('h1', {}, name),
      h(
        'p',
        { class: 'line muted' },
        h('code', { class: 'id' }, accountId),
        h('a', { href: hrefOf(['alerts'], { accountId }) }, 'Its alerts'),
      ),
      content,
    ),
    stop: () => {
      poll.stop();
      stopChart();
    },
  };
}

async function readBaseline(accountId: string): Promise<Baseline | null> {
  try {
    return (await read<Baseline>(paths.baseline(accountId, 'responseBytes'))).body;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}
