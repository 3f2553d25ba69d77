import type { AlertType } from './alertType';
import type { AlertChange } from './change';
import type { AlertDocument } from './document';
import type { Client } from './facts';
import { gather, gatheredFrom, withClient, type CountryOf } from './gather';
import { SYSTEM } from './lifecycle/history';
import { reopenIfResolved } from './lifecycle/statusChange';
import { revised } from './revision';
import { writeAlert } from './write';

/** A new alert of a change. `now` in epoch ms. */
export function createAlert(change: AlertChange, now: number, country: CountryOf): AlertDocument {
  const gathered = gather(change, null, country);
  const generated = new Date(now).toISOString();
  return writeAlert(change.detector, gathered, country, {
    id: change.id,
    accountId: change.account,
    timeGeneratedUtc: generated,
    status: 'Active',
    revision: 1,
    assignedTo: null,
    history: [{ at: generated, by: SYSTEM, what: 'created', comment: null }],
    delivery: {},
    deliveryDueAt: now,
    suppressedBy: null,
    continues: null,
    order: `${generated}|${change.id}`,
    related: null,
  });
}

/** The alert with the change added, or null where it says nothing new. `now` in epoch ms. */
export function growAlert(
  change: AlertChange,
  known: AlertDocument,
  now: number,
  country: CountryOf,
): AlertDocument | null {
  const gathered = gather(change, known, country);
  const grown = writeAlert(change.detector, gathered, country, {
    ...known,
    order: known.internal.order,
    related: known.internal.related,
    chains: known.internal.chains,
  });
  const material =
    Number(grown.severity !== known.severity) +
    tenfolds(grown.occurrences) -
    tenfolds(known.occurrences);
  const same = JSON.stringify(grown.internal) === JSON.stringify(known.internal);
  if (same && grown.severity === known.severity && grown.confidence === known.confidence)
    return null;
  const counted = revised(grown, material, now);
  // What comes again counts nothing, so it reopens nothing.
  return grown.occurrences > known.occurrences ? reopenIfResolved(counted, now) : counted;
}

/** The alert after some of its operations' clients became known, or null where none was waited for. */
export function completeAlert(
  detector: AlertType,
  known: AlertDocument,
  clients: ReadonlyMap<string, Client>,
  country: CountryOf,
): AlertDocument | null {
  const before = gatheredFrom(known);
  let { facts } = before;
  for (const [activityId, client] of clients)
    facts = withClient(facts, activityId, client, country);
  if (facts === before.facts) return null;
  const gathered = { ...before, facts };
  const { order, related, chains } = known.internal;
  return writeAlert(detector, gathered, country, { ...known, order, related, chains });
}

function tenfolds(occurrences: number): number {
  return Math.floor(Math.log10(Math.max(1, occurrences)));
}
