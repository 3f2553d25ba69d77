import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { Lateness } from './lateness';
import type { StreamKind, StreamName } from './stream';

const ID = 'silence';
/** How long what is over is remembered: as long as presences are, ms. */
const KEPT = 35 * 86_400_000;
/** Silences that are kept at most; the newest stay. */
const MOST_SILENCES = 2_000;
const MOST_OUTAGES = 200;

/** A stream that has fallen silent; the time of its last record names it for ever. Epoch ms. */
export interface OpenSilence extends StreamName, Lateness {
  readonly since: number;
  readonly foundAt: number;
  /** Other streams of the hub that tell that it is not the pipeline. */
  readonly othersHeard: number;
  /** True once its alert is there. */
  readonly isRaised: boolean;
  /** Records that came in it, too few to be a return; the last one of each slot, epoch ms. */
  readonly heard?: readonly number[];
}

/** A silence that is over; its time teaches nothing. */
export interface PastSilence extends OpenSilence {
  /** Epoch ms of the first record that is known to have come after it, or of the deletion. */
  readonly end: number;
  readonly ending: 'returned' | 'retired';
  /** True once its alert says so. */
  readonly isNoted: boolean;
}

/** A time in which the pipeline stood still, or nobody looked; `end` is null while it goes on. */
export interface Outage {
  /** `namespace/hub`; null where it was the app itself that was down. */
  readonly hub: string | null;
  readonly kind: StreamKind;
  /** Regions that stood still; with `subscriptions` empty as well, all did. */
  readonly regions: readonly string[];
  /** Absent for none, and in older ones. */
  readonly subscriptions?: readonly string[];
  /** The only accounts that it is about, where those of a part that rest each week stood still. */
  readonly resting?: readonly AccountId[];
  /** True where several stood still and the rest of the hub went on; absent in older ones. */
  readonly isPart?: boolean;
  readonly since: number;
  readonly foundAt: number;
  readonly end: number | null;
  readonly accounts: readonly AccountId[];
  /** Streams that should have been heard. */
  readonly expected: number;
  readonly isRaised: boolean;
  /** True once its alert says that it is over. */
  readonly isNoted: boolean;
}

/** What is known of silences: one document, so that every instance and every restart goes on. */
export interface SilenceState {
  /** When it was looked last, and since when that was done without a break; epoch ms. */
  readonly lookedAt: number;
  readonly awakeSince: number;
  readonly open: readonly OpenSilence[];
  readonly past: readonly PastSilence[];
  readonly outages: readonly Outage[];
  /** Grows whenever there is another time of which nothing can be known. */
  readonly unknowns: number;
}

interface SilenceDocument extends StoredDocument, SilenceState {
  readonly kind: 'silence';
}

const NOTHING: SilenceState = {
  lookedAt: -1,
  awakeSince: -1,
  open: [],
  past: [],
  outages: [],
  unknowns: 0,
};

/** Keeps the state. */
export class SilenceStates {
  constructor(private readonly store: DocumentStore) {}

  /** The state, and what `write` needs. @throws StorageError */
  async read(): Promise<{ readonly state: SilenceState; readonly etag: string | null }> {
    const known = await this.store.read<SilenceDocument>('leases', ID, ID);
    return { state: known?.document ?? NOTHING, etag: known?.etag ?? null };
  }

  /** Null where another instance was faster. @throws StorageError */
  async write(state: SilenceState, etag: string | null): Promise<string | null> {
    const oldest = state.lookedAt - KEPT;
    const document: SilenceDocument = {
      ...state,
      open: state.open.slice(-MOST_SILENCES),
      past: state.past.filter(({ end }) => end >= oldest).slice(-MOST_SILENCES),
      outages: state.outages.filter(({ end }) => (end ?? oldest) >= oldest).slice(-MOST_OUTAGES),
      id: ID,
      schemaVersion: 1,
      kind: 'silence',
    };
    const written =
      etag === null
        ? await this.store.create('leases', document)
        : await this.store.replace('leases', document, etag);
    return written?.etag ?? null;
  }
}
