import type { AccountCoverage } from '../../lib/coverage/report';
import type { Health } from '../api/resources';
import { hrefOf } from '../app/route';
import { h, type Child } from '../dom/element';
import { nothing, severityBadge } from '../dom/parts';

const MOST = 8;
const WORST_FIRST = ['High', 'Medium', 'Low'];

/** What is not seen, and what of the app itself needs somebody: the worst first. */
export function blindList(coverage: readonly AccountCoverage[], health: Health): HTMLElement {
  const own = ownTroubles(health);
  const gaps = coverage
    .flatMap(({ accountId, account, gaps: all }) =>
      all.map((gap) => ({ accountId, account, ...gap })),
    )
    .sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
  if (own.length + gaps.length === 0) {
    return nothing('Nothing is known to be blind', 'All logs that detectors need are coming in.');
  }
  const shown: Child[] = [
    ...own.map((trouble) => h('li', {}, severityBadge('High'), h('span', {}, trouble))),
    ...gaps
      .slice(0, MOST)
      .map(({ accountId, account, severity, what, blinds }) =>
        h(
          'li',
          {},
          severityBadge(severity),
          h(
            'span',
            {},
            h('a', { href: hrefOf(['accounts', accountId]) }, account),
            ` ${what}`,
            blinds.length > 0 &&
              h(
                'span',
                { class: 'muted' },
                ` Blind: ${blinds.slice(0, 3).join(', ')}${more(blinds)}`,
              ),
          ),
        ),
      ),
  ];
  return h(
    'div',
    {},
    h('ul', { class: 'plain' }, shown),
    gaps.length > MOST &&
      h('p', {}, h('a', { href: hrefOf(['accounts']) }, `and ${gaps.length - MOST} more`)),
  );
}

function more(blinds: readonly string[]): string {
  return blinds.length > 3 ? ` and ${blinds.length - 3} more` : '';
}

/** What the app says of itself that somebody should look at. */
function ownTroubles({ settings, storage, hubs, detectors, threatIntelligence }: Health): string[] {
  return [
    ...settings.problems.map(({ setting, problem }) => `Setting ${setting}: ${problem}`),
    ...(storage.reachable ? [] : [`The database cannot be read: ${storage.error ?? ''}`]),
    ...hubs
      .filter(({ lastBatchUtc }) => lastBatchUtc === null)
      .map(({ hub }) => `Nothing has come from the event hub ${hub} yet.`),
    ...(detectors.errors > 0 ? [`Detectors have failed ${detectors.errors} times.`] : []),
    ...threatIntelligence
      .filter(({ lastError }) => lastError !== null)
      .map(({ id, lastError }) => `Threat list ${id}: ${lastError ?? ''}`),
  ];
}
