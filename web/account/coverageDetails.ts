import type { AccountCoverage, Fix } from '../../lib/coverage/report';
import { copyButton } from '../dom/copyButton';
import { h, type Child } from '../dom/element';
import { severityBadge, timeAgo } from '../dom/parts';

/** What the logs of the account show, and what they leave dark. */
export function coverageDetails(coverage: AccountCoverage): HTMLElement {
  const { gaps, categories, detectors, queryText, refusals, routes } = coverage;
  // What can be mended is told among the gaps.
  const rest = [
    { name: 'Query texts', ...queryText },
    { name: 'Refused requests', ...refusals },
    { name: 'Routes', ...routes },
  ].filter(({ why, fix }) => why !== '' && fix === null);
  return h(
    'div',
    {},
    gaps.length === 0
      ? h('p', {}, 'Nothing is known to be missing.')
      : h(
          'ul',
          { class: 'plain' },
          gaps.map(({ severity, what, blinds, fix }) =>
            h(
              'li',
              {},
              severityBadge(severity),
              h(
                'div',
                {},
                what,
                blinds.length > 0 && h('p', { class: 'muted' }, `Blind: ${blinds.join(', ')}`),
                fixOf(fix),
              ),
            ),
          ),
        ),
    h('h3', {}, 'Categories'),
    h(
      'ul',
      { class: 'plain' },
      categories.map(({ category, state, lastSeenUtc, why }) =>
        h(
          'li',
          {},
          h('span', { class: 'state', 'data-state': state }, stateName(state)),
          h(
            'div',
            {},
            category,
            lastSeenUtc !== null && h('span', { class: 'muted' }, ' seen ', timeAgo(lastSeenUtc)),
            why !== '' && h('p', { class: 'muted' }, why),
          ),
        ),
      ),
    ),
    rest.map(({ name, why }) => [h('h3', {}, name), h('p', {}, why)]),
    detectorList(detectors),
  );
}

function detectorList(detectors: AccountCoverage['detectors']): Child {
  const active = detectors.filter(({ state }) => state === 'active').length;
  return h(
    'details',
    {},
    h('summary', {}, `Detectors: ${active} of ${detectors.length} see this account`),
    h(
      'ul',
      { class: 'plain' },
      detectors.map(({ title, state, why }) =>
        h(
          'li',
          {},
          h('span', { class: 'state', 'data-state': state }, state),
          h('div', {}, title, why.length > 0 && h('p', { class: 'muted' }, why.join(' '))),
        ),
      ),
    ),
  );
}

/** A way to mend something, with the commands to copy. */
export function fixOf({ text, commands }: Fix): HTMLElement {
  if (commands.length === 0) return h('p', {}, text);
  const all = commands.join('\n');
  return h(
    'details',
    {},
    h('summary', {}, text),
    h(
      'div',
      { class: 'copyable' },
      copyButton('Copy commands', () => all),
      h('pre', { class: 'code', tabindex: 0, 'aria-label': 'Commands' }, all),
    ),
  );
}

function stateName(state: AccountCoverage['categories'][number]['state']): string {
  return state === 'notNeeded' ? 'not needed' : state;
}
