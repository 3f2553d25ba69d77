import { read } from '../api/client';
import { ApiError } from '../api/apiError';
import {
  paths,
  type Alert,
  type AlertPage,
  type AlertSummary,
  type Baseline,
} from '../api/resources';
import { alertsPath, readFilter } from '../alerts/filter';
import { keepFresh } from '../app/freshness';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { loading, nothing } from '../dom/parts';
import { actionBar } from './actions';
import { comparedFigure, newcomerOf } from './behaviour';
import { copySection } from './copySection';
import { entitiesSection } from './entities';
import { relatedIds } from './evidence';
import { figureSection } from './figureSection';
import { headline } from './headline';
import { newcomerSection } from './newcomerSection';
import { placesSection } from './placesSection';
import { querySection } from './querySection';
import { stepsSection } from './steps';
import { isChain, storyOf } from './story';
import { storySection } from './storySection';
import { timelineSection } from './timeline';

/** Alerts that lie further apart are not told as one story, ms. */
const STORY_MS = 6 * 3_600_000;
const MOST_NEAR = 500;

/** Everything about one alert. */
export function alertView(id: string): View {
  const element = h(
    'article',
    { class: 'alert' },
    h('h1', { class: 'unseen' }, 'Alert'),
    loading('the alert'),
  );
  let shown: readonly unknown[] = [];
  let stopChart = (): void => undefined;

  const poll = keepFresh(async () => {
    const { body: alert, etag } = await readAlert(id);
    if (alert === null) {
      fill(
        element,
        h('h1', {}, 'Alert'),
        nothing('There is no such alert', 'Alerts are kept for 90 days.'),
      );
      return;
    }
    const [baseline, related] = await Promise.all([readBaseline(alert), readRelated(alert)]);
    const wanted = [alert, baseline, related];
    if (wanted.every((one, index) => one === shown[index])) return;
    shown = wanted;
    stopChart();
    const behaviour = behaviourOf(alert, baseline);
    stopChart = behaviour?.stop ?? stopChart;
    const ids = relatedIds(alert);
    const own = related.filter(({ id }) => ids.includes(id));
    const story = storyOf(alert, own);
    fill(
      element,
      headline(alert, own.filter(isChain)),
      actionBar(alert, etag, () => poll.now()),
      story !== null && storySection(story, alert.id),
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          {},
          querySection(alert),
          behaviour?.element ?? null,
          placesSection(alert, baseline),
          stepsSection(alert),
          copySection(alert),
        ),
        h('div', {}, entitiesSection(alert), timelineSection(alert, story)),
      ),
    );
  });
  return {
    title: 'Alert',
    element,
    stop: () => {
      poll.stop();
      stopChart();
    },
  };
}

function behaviourOf(alert: Alert, baseline: Baseline | null) {
  const figure = comparedFigure(alert);
  if (figure !== null) return figureSection(alert, figure, baseline);
  const newcomer = newcomerOf(alert);
  if (newcomer === null || baseline === null) return null;
  const element = newcomerSection(newcomer.facet, newcomer.value, baseline);
  return { element, stop: (): void => undefined };
}

async function readAlert(id: string) {
  try {
    return await read<Alert>(paths.alert(id));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { body: null, etag: null };
    throw error;
  }
}

/** Null where the account is not known; the rest of the alert can still be read. */
async function readBaseline(alert: Alert): Promise<Baseline | null> {
  try {
    const { body } = await read<Baseline>(
      paths.baseline(alert.accountId, comparedFigure(alert)?.measure),
    );
    return body;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}

/** Alerts of the account at about the same time: those of its story are among them. */
async function readRelated(alert: Alert): Promise<readonly AlertSummary[]> {
  if (relatedIds(alert).length === 0) return [];
  const query = new URLSearchParams({
    accountId: alert.accountId,
    from: new Date(Date.parse(alert.startTimeUtc) - STORY_MS).toISOString(),
    to: new Date(Date.parse(alert.endTimeUtc) + STORY_MS).toISOString(),
    suppressed: 'include',
  });
  const filter = readFilter(query);
  return (await read<AlertPage>(alertsPath(filter, MOST_NEAR))).body.value;
}
