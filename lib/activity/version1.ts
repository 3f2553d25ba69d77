import type { AccountId, Api, Principal } from '../telemetry/event';
import type { StoredActor } from './actor';
import { SCHEMA_VERSION, type ActivityDocument, type PartDocument } from './documents';
import { NameList } from './nameList';
import type { StoredOperationCount } from './operationCount';
import { ENTRY_LENGTH, shortEntry } from './operationSet';
import { WATCHED, type Watched } from './watched';

/** An actor as version 1 stored it: failures without the throttled ones, and no kinds or volumes. */
interface ActorVersion1 {
  readonly principal: Principal;
  readonly address: string;
  readonly application: string;
  readonly api: Api | null;
  readonly requests: number;
  readonly failed: number;
  readonly throttled: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestUnits: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Names of containers of watched operations. */
  readonly containers: readonly string[];
  /** With entries at their full length. */
  readonly watched: Partial<Record<Watched, StoredOperationCount>>;
}

/** A part as version 1 stored it. */
export interface PartVersion1 {
  readonly id: string;
  readonly schemaVersion: 1;
  readonly accountId: AccountId;
  readonly hour: number;
  readonly source: string;
  readonly sequence: number;
  readonly enqueuedTime: number;
  readonly actors: readonly ActorVersion1[];
  readonly other: ActorVersion1 | null;
}

/** A stored document of any version. */
export type AnyActivityDocument = ActivityDocument | PartVersion1;

/**
 * A document in the form of today.
 * @throws RangeError where a newer version of the app wrote it
 */
export function currentForm(document: AnyActivityDocument): ActivityDocument {
  const version: number = document.schemaVersion;
  if (version > SCHEMA_VERSION) throw new RangeError(`schema version ${version} is not known`);
  return document.schemaVersion === 1 ? fromVersion1(document) : document;
}

function fromVersion1(document: PartVersion1): PartDocument {
  const { id, accountId, hour, source, sequence, enqueuedTime, actors, other } = document;
  const names = new NameList();
  const counts = {
    actors: actors.map((actor) => actorOf(actor, hour, names)),
    other: other === null ? null : actorOf(other, hour, names),
    names: names.names(),
    // Version 1 did not say so, and counted no aggregates.
    singleRequests: true,
    aggregated: {},
  };
  return {
    id,
    schemaVersion: SCHEMA_VERSION,
    kind: 'part',
    accountId,
    hour,
    source,
    sequence,
    enqueuedTime,
    sealed: false,
    counts,
  };
}

function actorOf(actor: ActorVersion1, hour: number, names: NameList): StoredActor {
  const { principal, address, application, api, requests, requestBytes, responseBytes } = actor;
  const watched: Partial<Record<Watched, StoredOperationCount>> = {};
  for (const kind of WATCHED) {
    const count = actor.watched[kind];
    if (count !== undefined) watched[kind] = { ...count, operations: shortened(count.operations) };
  }
  const denied = totalOf(actor.watched.refused);
  const deleted = totalOf(actor.watched.deleted);
  return {
    principal,
    address,
    application,
    api,
    figures: [
      requests,
      denied,
      actor.throttled,
      actor.failed + actor.throttled,
      requestBytes,
      responseBytes,
      Math.round(actor.requestUnits * 1000),
      // Read, write, delete, metadata, script, other: only deletes were told apart.
      0,
      0,
      deleted,
      0,
      0,
      Math.max(0, requests - deleted),
    ],
    seen: [actor.firstSeen - hour, actor.lastSeen - hour],
    watched,
    watchedContainers: actor.containers.map((name) => names.numberOf(name)),
  };
}

function shortened(operations: string): string {
  let text = '';
  for (let at = 0; at + ENTRY_LENGTH <= operations.length; at += ENTRY_LENGTH) {
    text += shortEntry(operations.slice(at, at + ENTRY_LENGTH));
  }
  return text;
}

function totalOf(count: StoredOperationCount | undefined): number {
  return count === undefined ? 0 : count.operations.length / ENTRY_LENGTH + count.beyond;
}
