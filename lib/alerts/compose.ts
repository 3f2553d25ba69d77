import type { Detector } from '../detectors/detector';
import type { AlertChange } from './change';
import type { AlertDocument } from './document';
import type { Client } from './facts';
import { gather, gatheredFrom, withClient, type CountryOf } from './gather';
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
    history: [{ at: generated, by: 'cosmos-warden', what: 'created', comment: null }],
    delivery: {},
    suppressedBy: null,
    continues: null,
    order: `${generated}|${change.id}`,
    related: null,
  });
}

/** The alert with the change added, or null where it says nothing new. */
export function growAlert(
  change: AlertChange,
  known: AlertDocument,
  country: CountryOf,
): AlertDocument | null {
  const gathered = gather(change, known, country);
  const grown = writeAlert(change.detector, gathered, country, {
    ...known,
    order: known.internal.order,
    related: known.internal.related,
  });
  const material =
    Number(grown.severity !== known.severity) +
    tenfolds(grown.occurrences) -
    tenfolds(known.occurrences);
  const same = JSON.stringify(grown.internal) === JSON.stringify(known.internal);
  if (same && grown.severity === known.severity && grown.confidence === known.confidence)
    return null;
  return { ...grown, revision: known.revision + Math.max(0, material) };
}

/** The alert after some of its operations' clients became known, or null where none was waited for. */
export function completeAlert(
  detector: Detector,
  known: AlertDocument,
  clients: ReadonlyMap<string, Client>,
  country: CountryOf,
): AlertDocument | null {
  let { facts } = known.internal;
  for (const [activityId, client] of clients)
    facts = withClient(facts, activityId, client, country);
  if (facts === known.internal.facts) return null;
  const gathered = { ...gatheredFrom(known), facts };
  const { order, related } = known.internal;
  return writeAlert(detector, gathered, country, { ...known, order, related });
}

function tenfolds(occurrences: number): number {
  return Math.floor(Math.log10(Math.max(1, occurrences)));
}
