import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { countActivity } from '../lib/activity/countActivity';
import { DocumentActivityStore } from '../lib/activity/documentActivityStore';
import type { ActorHour } from '../lib/activity/hourActivity';
import { LATENESS } from '../lib/baseline/liveBaselines';
import { Profile } from '../lib/baseline/profile/profile';
import { writeProfile } from '../lib/baseline/profile/writeProfile';
import { PartitionStates } from '../lib/ingestion/partitionState';
import { Sightings } from '../lib/ingestion/sightings';
import { accountResource } from '../lib/simulation/records';
import type { DocumentStore, StoredDocument } from '../lib/storage/documents';
import { MemoryStore } from '../lib/storage/memoryStore';
import type { AccessEvent, AccountId } from '../lib/telemetry/event';
import { isEvent } from '../lib/telemetry/parsed';
import { outcomeOfRecord } from '../lib/telemetry/recordOutcome';
import { startMeteredCosmos, type Metered } from './meteredCosmos';
import { ACCOUNTS, ACTORS, PARTITIONS, recordsOf } from './crowd';
import type { InstanceFigures } from './learningInstance';

const HOUR = 3_600_000;
const DAYS = 30;

export interface LearningFigures extends InstanceFigures {
  readonly profileBytes: number;
  readonly activityBytes: number;
  readonly timer: ReadonlyMap<string, Metered>;
}

/** The timer's round over accounts with many actors, by an instance of its own. */
export async function learningFigures(): Promise<LearningFigures> {
  const now = Math.floor(Date.now() / HOUR) * HOUR + HOUR / 2;
  const hour = Math.floor((now - HOUR - LATENESS) / HOUR) * HOUR;
  const metered = await startMeteredCosmos();
  try {
    const sizes = await fill(metered.store, hour, now);
    metered.take();
    const figures = await runInstance(metered.cosmos, now);
    return { ...figures, ...sizes, timer: metered.take() };
  } finally {
    await metered.stop();
  }
}

/** Every account with a profile of thirty days and one hour of activity that is due. */
async function fill(store: DocumentStore, hour: number, now: number) {
  const profile = writeProfile(learnedProfile(hour));
  const events = actorsAt(hour);
  const memory = new MemoryStore();
  await countActivity(new DocumentActivityStore(memory), events, new Set());
  const parts = await memory.query<StoredDocument>('activity', {});
  const seen: AccessEvent[] = [];
  const [first] = events;
  for (let number = 0; number < ACCOUNTS; number += 1) {
    const accountId = accountOf(number);
    const copies = parts.map((part) => ({ ...part, accountId }));
    await Promise.all([
      store.upsert('baselines', { ...profile, accountId }),
      ...copies.map((copy) => store.upsert('activity', copy)),
    ]);
    if (first !== undefined) seen.push({ ...first, account: accountId });
  }
  await new Sightings(store).note(seen, now);
  const position = { source: 'ns/hub/0', sequence: 1, enqueuedTime: now };
  const counts = { messages: 1, records: 1, events: 1, ignored: 0, deadLettered: 0, duplicates: 0 };
  await new PartitionStates(store).note('ns/hub/0', {
    messages: [{ position, counts }],
    windows: [],
    detectorErrors: [],
    processedAt: now,
  });
  return {
    profileBytes: JSON.stringify(profile).length,
    activityBytes: Math.max(...parts.map((part) => JSON.stringify(part).length)),
  };
}

/** As events hold it. */
function accountOf(number: number): AccountId {
  // the parser makes it lower case
  return accountResource(`account-${number}`).toLowerCase() as AccountId;
}

function actorsAt(hour: number): AccessEvent[] {
  return recordsOf(0, hour).flatMap((record, actor) => {
    const source = `ns/hub/${actor % PARTITIONS}`;
    const event = outcomeOfRecord(record, { source, sequence: actor, enqueuedTime: hour }, 0);
    return isEvent(event) ? [event] : [];
  });
}

function learnedProfile(until: number): Profile {
  const profile = new Profile(accountOf(0));
  for (let hour = until - DAYS * 24 * HOUR; hour < until; hour += HOUR) {
    const actors = Array.from({ length: ACTORS }, (_, actor) => actorHour(actor, hour));
    profile.learn({ account: profile.account, hour, actors }, () => null, hour);
  }
  return profile;
}

function actorHour(actor: number, hour: number): ActorHour {
  // Figures that vary, so that series do not pack to nothing.
  const responseBytes = 1e5 + (((hour / HOUR) * 7919 * (actor + 1)) % 5e6);
  return {
    principal: {
      kind: 'entra',
      id: `00000000-0000-4000-8000-${String(actor % 20).padStart(12, '0')}`,
    },
    address: `20.${actor}.7.${actor}`,
    application: `application-${actor % 7}`,
    api: 'nosql',
    isOther: false,
    requests: 1 + (actor % 50),
    denied: 0,
    throttled: 0,
    failed: 0,
    requestBytes: 100,
    responseBytes,
    requestUnits: responseBytes / 1000,
    operations: {
      read: 10,
      write: 1,
      delete: 0,
      metadata: 1,
      script: 0,
      other: 0,
      drop: 0,
      define: 0,
    },
    containers: [{ container: `shop/container-${actor % 30}`, requests: 5, responseBytes }],
    distinctContainers: 1,
    distinctDocuments: 10,
    firstSeen: hour,
    lastSeen: hour + 1000,
  };
}

/** A process of its own, so that only what the app holds is measured. */
async function runInstance(
  { endpoint, key }: { readonly endpoint: string; readonly key: string },
  now: number,
): Promise<InstanceFigures> {
  const child = spawn(
    process.execPath,
    [__filename, 'learning-instance', endpoint, key, `${now}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await once(child, 'close');
  // What `learningInstance` prints.
  return JSON.parse(out) as InstanceFigures;
}
