import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { nothing } from '../dom/parts';
import { openSampleDialog } from '../samples/sampleDialog';
import { filterQuery, type AlertFilter } from './filter';

/** What stands in the place of a list without alerts. */
export function emptyList(filter: AlertFilter): HTMLElement {
  if (filterQuery(filter).size === 0) {
    const note = nothing(
      'There are no alerts yet',
      'They appear here as soon as a detector finds something in the logs.',
    );
    note.append(h('button', { type: 'button', onclick: openSampleDialog }, 'Try a sample alert'));
    return note;
  }
  const onlyOpen = filter.status.join() === 'Active,InProgress';
  const note = onlyOpen
    ? nothing('Nothing is open', 'No alert that matches waits for anybody.')
    : nothing('No alert matches', 'Take a filter away, or search for something else.');
  note.append(h('a', { href: hrefOf(['alerts']) }, 'Show all alerts'));
  return note;
}
