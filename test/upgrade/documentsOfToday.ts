import { Baselines } from '../../lib/baseline/baselines';
import { LATENESS } from '../../lib/baseline/liveBaselines';
import { recomputeBaselines } from '../../lib/baseline/learning/recompute';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { Profile } from '../../lib/baseline/profile/profile';
import { editAlert } from '../../lib/alerts/lifecycle/editAlert';
import { changeStatus } from '../../lib/alerts/lifecycle/statusChange';
import type { AlertDocument } from '../../lib/alerts/document';
import { MailTransport } from '../../lib/delivery/email/mailTransport';
import { messageOf } from '../../lib/delivery/message';
import { DETECTORS } from '../../lib/detectors';
import { controlPlaneRecord } from '../../lib/detectors/managementCases';
import { hubMessages } from '../../lib/ingestion/hubMessages';
import { PartitionStates } from '../../lib/ingestion/partitionState';
import { Sightings } from '../../lib/ingestion/sightings';
import { DocumentFeedStore } from '../../lib/intel/documentFeedStore';
import { GeoReader } from '../../lib/intel/geo';
import { refreshFeeds } from '../../lib/intel/refreshFeeds';
import type { Pipeline } from '../../lib/pipeline';
import { writeDismissal } from '../../lib/recommendations/dismissals';
import { SilenceStates } from '../../lib/silence/silenceState';
import { queryRecord, type RawRecord } from '../../lib/simulation/records';
import { CONTAINERS, type ContainerName, type StoredDocument } from '../../lib/storage/documents';
import { Lease } from '../../lib/storage/lease';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { CurrentRules } from '../../lib/alerts/suppression/currentRules';
import { writeRule } from '../../lib/alerts/suppression/ruleStore';
import type { AccountId } from '../../lib/telemetry/event';
import { CLEANER } from '../../local/demo/cast';
import { demoHistory } from '../../local/demo/history';
import { managementStory, story, STORY_INTEL } from '../../local/demo/story';
import { MemorySink, outboxOf, TestClock } from '../delivery/support';
import { TEST_THRESHOLDS, testPipeline } from '../pipeline/testPipeline';
import { GUESSED, NOW, refusals, SHOP, SINK } from './fixtureWorld';

const HOUR = 3_600_000;
const RECORDS_PER_MESSAGE = 300;

/** What the code of today stores of a small world: each kind of document in each container. */
export async function documentsOfToday(): Promise<
  ReadonlyMap<ContainerName, readonly StoredDocument[]>
> {
  const store = new MemoryStore();
  const geo = new GeoReader();
  const placeOf = (address: string) => geo.lookup(address);
  const profiles = await learnHistory(store, geo);
  await refreshFeeds(
    [{ id: 'demo', kind: 'malicious', source: 'intel.txt', format: 'intel' }],
    new DocumentFeedStore(store),
    { access: { fetch, readFile: () => Promise.resolve(Buffer.from(STORY_INTEL)) }, now: NOW },
  );
  await writeRule(store, cleanersRule(), null);
  const pipeline = testPipeline(
    store,
    TEST_THRESHOLDS,
    DETECTORS,
    STORY_INTEL,
    new Baselines(profiles, placeOf),
    placeOf,
    new CurrentRules(store),
  );
  const chapters = [...story(NOW), ...managementStory(NOW)];
  const records = chapters.flatMap((chapter) => chapter.records);
  // Two partitions, so that there is something to put together.
  const half = Math.floor(records.length / 2);
  await send(pipeline, '0', 0, records.slice(0, half), 'no JSON');
  await send(pipeline, '1', 0, [...records.slice(half), ...lonelyQueries(), ...openedFirewall()]);
  await resolveOne(store);
  await learn(store, profiles, placeOf);
  // After the learning, so that this hour is in parts still.
  await send(pipeline, '1', 100, refusals(GUESSED, NOW));
  await deliver(store);
  await writeDismissal(store, {
    accountId: SHOP,
    recommendation: 'accountKeys',
    reason: 'They are moved in spring',
    by: 'function key',
    at: NOW,
    value: 0.4,
    returnsAbove: 0.5,
  });
  await Lease.take(store, 'held', 'an instance', HOUR, NOW);
  await beSilent(store);

  const documents = new Map<ContainerName, readonly StoredDocument[]>();
  // The keys of CONTAINERS are the names.
  for (const name of Object.keys(CONTAINERS) as ContainerName[]) {
    documents.set(name, await store.query<StoredDocument>(name, {}));
  }
  return documents;
}

async function learnHistory(store: MemoryStore, geo: GeoReader): Promise<DocumentProfileStore> {
  const profiles = new Map<AccountId, Profile>();
  for (const activity of demoHistory(NOW)) {
    const profile = profiles.get(activity.account) ?? new Profile(activity.account);
    profiles.set(activity.account, profile);
    profile.learn(activity, (address) => geo.lookup(address), NOW);
  }
  const kept = new DocumentProfileStore(store);
  for (const profile of profiles.values()) await kept.save(profile);
  return kept;
}

function cleanersRule() {
  return {
    id: 'cleaner',
    name: 'Cleaning up',
    reason: 'Known job',
    author: 'function key',
    alertType: 'CosmosDB_MassDeletion',
    accountId: SHOP,
    principal: null,
    address: CLEANER,
    application: null,
    country: null,
    container: null,
    queryShape: null,
    expirationDateUtc: '2027-06-01T00:00:00.000Z',
    state: 'enabled',
    createdUtc: new Date(NOW).toISOString(),
    changedUtc: new Date(NOW).toISOString(),
  } as const;
}

/** An injected query whose client never shows. */
function lonelyQueries(): readonly RawRecord[] {
  const activityId = '3d2a1c00-0000-4000-8000-000000000001';
  const text = "SELECT * FROM c WHERE c.id = 'x' OR 1 = 1 --'";
  return [queryRecord({ time: NOW - 60_000, account: 'demo-shop', activityId, text })];
}

/** As ControlPlaneRequests tells it. */
function openedFirewall(): readonly RawRecord[] {
  return ['Start', 'Complete'].map((step, at) =>
    controlPlaneRecord({
      operationName: `AccountUpdate${step}`,
      time: NOW - 30_000 + at * 1000,
      activityId: '3d2a1c00-0000-4000-8000-000000000002',
      properties: { ipRangeFilter: '0.0.0.0/0' },
    }),
  );
}

/** All of it in one batch of a partition. */
async function send(
  pipeline: Pipeline,
  partition: string,
  first: number,
  records: readonly RawRecord[],
  ...texts: readonly string[]
): Promise<void> {
  const payloads: unknown[] = [...texts];
  for (let at = 0; at < records.length; at += RECORDS_PER_MESSAGE) {
    payloads.push({ records: records.slice(at, at + RECORDS_PER_MESSAGE) });
  }
  const sequenceNumbers = payloads.map((_, at) => first + at);
  const enqueuedTimes = sequenceNumbers.map((sequence) => NOW + sequence);
  const place = { namespace: 'ns', hub: 'hub', partition };
  await pipeline.process(hubMessages(payloads, { ...place, sequenceNumbers, enqueuedTimes }));
}

async function resolveOne(store: MemoryStore): Promise<void> {
  const [alert] = await store.query<AlertDocument>('alerts', {
    where: [{ field: 'alertType', is: 'equal', value: 'CosmosDB_TorAnomaly' }],
  });
  if (alert === undefined) throw new Error('The story has raised no alert about Tor');
  const note = { by: 'function key', at: NOW, comment: 'dealt with' };
  await editAlert(store, alert.id, null, (known) => changeStatus(known, 'Resolved', note));
}

/** One receiver takes everything, one nothing, and the mail is held back. */
async function deliver(store: MemoryStore): Promise<void> {
  const down = new MemorySink('down');
  down.behave = () => {
    throw new Error('the receiver is down');
  };
  const later = NOW + HOUR;
  await outboxOf(store, [new MemorySink(SINK), down], new TestClock(later)).deliverDue(later);
  const nobodyToday = { Informational: 0, Low: 0, Medium: 0, High: 0 };
  const mail = new MailTransport(
    { name: 'mail', to: ['oncall@example.com'], dailyLimits: nobodyToday },
    { send: () => Promise.resolve(), close: () => Promise.resolve() },
    { store, now: () => NOW },
  );
  for (const alert of (await store.query<AlertDocument>('alerts', {})).slice(0, 2)) {
    await mail.send(messageOf(alert, 'Created', null), AbortSignal.timeout(1000));
  }
}

/** The timer, once all of the story's hour is known to have come. */
async function learn(
  documents: MemoryStore,
  profiles: DocumentProfileStore,
  placeOf: GeoReader['lookup'],
): Promise<void> {
  const now = NOW + LATENESS + 3 * HOUR;
  const partitions = new PartitionStates(documents);
  for (const state of await partitions.all()) {
    await documents.upsert('leases', { ...state, enqueuedTime: now - 1, processedAt: now - 1 });
  }
  await recomputeBaselines(
    {
      documents,
      profiles,
      placeOf,
      sightings: new Sightings(documents),
      partitions,
      history: null,
    },
    'an instance',
    { now: () => now, deadline: Infinity },
  );
}

async function beSilent(store: MemoryStore): Promise<void> {
  const silence = {
    account: SHOP,
    kind: 'QueryRuntimeStatistics',
    since: NOW - 2 * HOUR,
    foundAt: NOW - HOUR,
    silentFor: 2 * HOUR,
    usualPause: HOUR / 4,
    historyDays: 30,
    isProvisional: false,
    othersHeard: 3,
    isRaised: true,
  } as const;
  await new SilenceStates(store).write(
    {
      lookedAt: NOW,
      awakeSince: NOW - 24 * HOUR,
      open: [silence],
      past: [{ ...silence, kind: 'account', end: NOW, ending: 'returned', isNoted: true }],
      outages: [
        {
          hub: 'ns/hub',
          kind: 'account',
          regions: [],
          since: NOW - 3 * HOUR,
          foundAt: NOW - 2 * HOUR,
          end: NOW - HOUR,
          accounts: [SHOP],
          expected: 4,
          isRaised: true,
          isNoted: true,
        },
      ],
      unknowns: 1,
    },
    null,
  );
}
