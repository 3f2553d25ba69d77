import type { Actor } from '../activity/actor';
import type { Watched } from '../activity/watched';
import { factsOfClient, mergeFacts, NO_FACTS, type Facts } from '../alerts/facts';

/** What an alert says of the actors of a window. */
export function actorFacts(
  actors: readonly Actor[],
  country: (address: string) => string | null,
): Facts {
  return actors.reduce<Facts>((facts, actor) => {
    const place = actor.address === '' ? null : country(actor.address);
    return mergeFacts(facts, {
      ...factsOfClient(actor, place),
      containers: [...actor.containers],
      responseBytes: actor.totals.responseBytes,
      requestUnits: actor.totals.requestUnits,
    });
  }, NO_FACTS);
}

/** First and last time at which the actors did operations of one kind, epoch ms. */
export function timesOf(
  actors: readonly Actor[],
  kind: Watched,
): { startTime: number; endTime: number } {
  let startTime = Infinity;
  let endTime = -Infinity;
  for (const actor of actors) {
    const count = actor.watched.get(kind);
    if (count === undefined) continue;
    startTime = Math.min(startTime, count.firstSeen);
    endTime = Math.max(endTime, count.lastSeen);
  }
  return { startTime, endTime };
}
