import { operationEntry } from '../activity/operationSet';
import type { Occurrence } from '../alerts/change';
import { factsOf } from '../alerts/facts';
import type { DetectionContext } from './detector';

/**
 * What an alert takes up of one operation.
 * @param shape of the query; empty where none ran
 */
export function occurrenceOf(
  { event, finding, client }: Pick<Occurrence, 'event' | 'finding' | 'client'>,
  shape: string,
  context: DetectionContext,
): Occurrence {
  const country = client === null ? null : context.country(client.address);
  const facts = factsOf(event, client, country, shape);
  return { entry: operationEntry(event), message: event.message, event, finding, client, facts };
}
