import { concerns } from './hiddenTimes';
import type { Lateness } from './lateness';
import { goesOn, standstillOf, type Standstill } from './outage';
import type { OpenSilence, Outage, PastSilence, SilenceState } from './silenceState';
import { latenessOf, streamKey, type Stream, type StreamKind, type StreamName } from './stream';

const HOUR = 3_600_000;
/** Records so long after the last one are no stragglers: the stream was back, ms. */
const STRAGGLERS = HOUR / 2;
/** Records that come so long after the deletion of an account are no stragglers, ms. */
const AFTER_DELETION = HOUR;
/** Share of the silence of a category within which its account must have been heard. */
const ACCOUNT_HEARD = 0.5;

export interface SilenceLimits {
  /** Less is no silence. */
  readonly leastMinutes: number;
  /** Share of the accounts of a hub or region from which it is the pipeline, 0 to 1. */
  readonly pipelineShare: number;
}

/**
 * The state after all streams were looked at: silences that began or are over, and outages. Pure;
 * the same streams give the same state.
 * @param at event time until which records have come, epoch ms
 */
export function judgeStreams(
  state: SilenceState,
  streams: readonly Stream[],
  at: number,
  limits: SilenceLimits,
): SilenceState {
  return new Judgement(state, streams, at, limits).state();
}

class Judgement {
  private byKey: ReadonlyMap<string, Stream> | null = null;
  private readonly open: OpenSilence[] = [];
  private readonly past: PastSilence[] = [];
  private readonly outages: Outage[];
  /** Streams that may fall silent: neither known to be silent nor deleted. */
  private readonly watched: readonly Stream[];
  private readonly late = new Map<Stream, Lateness>();

  constructor(
    private readonly before: SilenceState,
    private readonly streams: readonly Stream[],
    private readonly at: number,
    private readonly limits: SilenceLimits,
  ) {
    for (const silence of before.open) this.follow(silence);
    this.watched = streams.filter(
      (stream) => !isRetired(stream) && !this.isSilent(stream) && !this.isWithAccount(stream),
    );
    this.outages = before.outages.map((outage) => this.followed(outage));
    for (const stream of this.watched) {
      const lateness = latenessOf(stream, limits.leastMinutes);
      if (lateness !== null && !this.isHidden(stream)) this.late.set(stream, lateness);
    }
    if (this.late.size > 0) this.findOutages();
    for (const [stream, lateness] of this.late) this.findSilence(stream, lateness);
  }

  state(): SilenceState {
    const { before, open, past, outages } = this;
    const isLonger = past.length > 0 || outages.some((outage, n) => outage !== before.outages[n]);
    return {
      ...before,
      open,
      past: [...before.past, ...past],
      outages,
      unknowns: before.unknowns + Number(isLonger),
    };
  }

  private streamOf(name: StreamName): Stream | undefined {
    this.byKey ??= new Map(this.streams.map((stream) => [streamKey(stream), stream]));
    return this.byKey.get(streamKey(name));
  }

  private follow(silence: OpenSilence): void {
    const stream = this.streamOf(silence);
    // Nothing is known of it any more: it was forgotten.
    if (stream === undefined) return;
    const over = { ...silence, isNoted: false } as const;
    if (isRetired(stream)) {
      this.past.push({ ...over, end: stream.retiredAt ?? this.at, ending: 'retired' });
    } else if (this.isBack(stream, silence)) {
      this.past.push({ ...over, end: stream.lastRecord, ending: 'returned' });
    } else this.open.push(silence);
  }

  private isBack(stream: Stream, { since }: OpenSilence): boolean {
    if (stream.lastRecord <= since) return false;
    if (stream.lastRecord > since + STRAGGLERS) return true;
    return latenessOf(stream, this.limits.leastMinutes) === null;
  }

  private isSilent({ account, kind }: Stream): boolean {
    return this.open.some((one) => one.account === account && one.kind === kind);
  }

  /** A category of an account that is, or just was, silent as a whole is told with it. */
  private isWithAccount({ account, kind }: Stream): boolean {
    if (kind === 'account') return false;
    const isItsAccount = (one: OpenSilence) => one.account === account && one.kind === 'account';
    return this.open.some(isItsAccount) || this.past.some(isItsAccount);
  }

  private followed(outage: Outage): Outage {
    if (outage.end !== null) return outage;
    const streams = this.watched.filter(
      (stream) => stream.kind === outage.kind && concerns(outage, stream),
    );
    const isOn = goesOn(streams, outage.since, this.limits.pipelineShare);
    return isOn ? outage : { ...outage, end: this.at };
  }

  /** What came back in this very moment is judged from the next time on. */
  private isHidden(stream: Stream): boolean {
    return this.outages.some(
      (outage) => (outage.end === null || outage.end === this.at) && concerns(outage, stream),
    );
  }

  private findOutages(): void {
    // Accounts first: what is silent as a whole is not told by its categories.
    const kinds = new Set<StreamKind>([
      'account',
      ...[...this.late.keys()].map(({ kind }) => kind),
    ]);
    for (const kind of kinds) this.findOutagesOf(kind);
  }

  private findOutagesOf(kind: StreamKind): void {
    const streams = this.watched.filter((stream) => stream.kind === kind && !this.isHidden(stream));
    for (const hub of new Set(streams.map((stream) => stream.hub))) {
      const ofHub = streams.filter((stream) => stream.hub === hub);
      const local = new Map<string, Standstill>();
      for (const region of new Set(ofHub.map((stream) => stream.region))) {
        const found = this.standstill(ofHub.filter((stream) => stream.region === region));
        if (found !== null) local.set(region, found);
      }
      const whole = this.standstill(ofHub);
      const isLocal = whole?.missing.every(({ region }) => local.has(region)) ?? true;
      if (whole !== null && !isLocal) this.addOutage(hub, kind, [], whole);
      else for (const [region, found] of local) this.addOutage(hub, kind, [region], found);
    }
    for (const stream of this.late.keys()) if (this.isHidden(stream)) this.late.delete(stream);
  }

  private standstill(streams: readonly Stream[]): Standstill | null {
    const late = new Set(streams.filter((stream) => this.late.has(stream)));
    return standstillOf(streams, late, this.limits.pipelineShare);
  }

  /** Regions that follow each other are one outage. */
  private addOutage(hub: string, kind: StreamKind, regions: readonly string[], found: Standstill) {
    const at = this.outages.findIndex(
      (outage) => outage.end === null && outage.hub === hub && outage.kind === kind,
    );
    const known = this.outages[at];
    const accounts = found.missing.map(({ account }) => account);
    if (known !== undefined) {
      const isAll = known.regions.length === 0 || regions.length === 0;
      this.outages[at] = {
        ...known,
        regions: isAll ? [] : [...new Set([...known.regions, ...regions])].sort(),
        accounts: [...new Set([...known.accounts, ...accounts])].sort(),
        expected: known.expected + found.expected,
      };
      return;
    }
    const { since, expected } = found;
    const open = { end: null, isRaised: false, isNoted: false } as const;
    this.outages.push({ ...open, hub, kind, regions, since, foundAt: this.at, accounts, expected });
  }

  private findSilence(stream: Stream, lateness: Lateness): void {
    const { account, kind, lastRecord: since } = stream;
    if (kind !== 'account') {
      const whole = this.streamOf({ account, kind: 'account' });
      const isAlone = this.isWithAccount(stream) || (whole !== undefined && this.late.has(whole));
      // While the account itself is quiet, nobody knows yet which of the two is silent.
      const quiet = whole === undefined ? 0 : whole.until - whole.lastRecord;
      if (isAlone || quiet > ACCOUNT_HEARD * lateness.silentFor) return;
    }
    const othersHeard = this.watched.filter(
      (other) => other.hub === stream.hub && other.kind === kind && other.lastRecord > since,
    ).length;
    const found = { account, kind, since, foundAt: this.at, othersHeard, isRaised: false };
    this.open.push({ ...lateness, ...found });
  }
}

function isRetired({ retiredAt, lastRecord }: Stream): boolean {
  return retiredAt !== null && lastRecord <= retiredAt + AFTER_DELETION;
}
