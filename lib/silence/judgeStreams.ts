import { concerns } from './hiddenTimes';
import type { Lateness } from './lateness';
import { goesOn, MARGIN } from './outage';
import { returnedAt, withHeard } from './returned';
import { standingPart, type StandingPart } from './parts';
import type { OpenSilence, Outage, PastSilence, SilenceState } from './silenceState';
import { latenessOf, streamKey, type Stream, type StreamKind, type StreamName } from './stream';

const HOUR = 3_600_000;
/** Records that come so long after the deletion of an account are no stragglers, ms. */
const AFTER_DELETION = HOUR;
/** Accounts that no chance lets stand still together while the rest of the hub goes on. */
const SEVERAL = 3;
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
    const heard = withHeard(silence, stream);
    const over = { ...silence, isNoted: false } as const;
    const end = returnedAt(stream, heard, this.limits.leastMinutes);
    if (isRetired(stream)) {
      this.past.push({ ...over, end: stream.retiredAt ?? this.at, ending: 'retired' });
    } else if (end !== null) {
      this.past.push({ ...over, end, ending: 'returned' });
    } else this.open.push(heard);
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
      ({ account, kind }) => kind === outage.kind && outage.accounts.includes(account),
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
      this.findOutagesAmong(
        hub,
        streams.filter((stream) => stream.hub === hub),
      );
    }
    for (const stream of this.late.keys()) if (this.isHidden(stream)) this.late.delete(stream);
  }

  private findOutagesAmong(hub: string, ofHub: readonly Stream[]): void {
    let left = ofHub;
    const late = new Set(this.late.keys());
    for (;;) {
      const part = standingPart(left, late, this.limits.pipelineShare);
      if (part === null) return;
      this.addOutage(hub, part, ofHub);
      left = left.filter((stream) => !this.isHidden(stream));
    }
  }

  /** Parts that follow each other are one outage. */
  private addOutage(hub: string, part: StandingPart, ofHub: readonly Stream[]): void {
    const { regions, subscriptions, isOfResting, standstill } = part;
    const { since, missing, expected } = standstill;
    const [kind] = missing.map((stream) => stream.kind);
    if (kind === undefined) return;
    const accounts = missing.map(({ account }) => account);
    const resting = isOfResting ? part.streams.map(({ account }) => account) : undefined;
    const at = this.outages.findIndex(
      (outage) =>
        outage.end === null &&
        outage.hub === hub &&
        outage.kind === kind &&
        (outage.resting === undefined) === !isOfResting,
    );
    const known = this.outages[at];
    if (known === undefined) {
      const isHubAlive = ofHub.some(
        (stream) => !part.streams.includes(stream) && stream.lastRecord > since + MARGIN,
      );
      const isPart = isHubAlive && missing.length >= SEVERAL;
      const place = { hub, kind, regions, subscriptions, ...(resting && { resting }), isPart };
      const open = { foundAt: this.at, end: null, isRaised: false, isNoted: false } as const;
      this.outages.push({ ...place, ...open, since, accounts, expected });
      return;
    }
    const isAll = [known, part].some((one) => isWhole(one));
    this.outages[at] = {
      ...known,
      regions: isAll ? [] : union(known.regions, regions),
      subscriptions: isAll ? [] : union(known.subscriptions ?? [], subscriptions),
      ...(resting && { resting: union(known.resting ?? [], resting) }),
      accounts: union(known.accounts, accounts),
      expected: known.expected + expected,
    };
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

function isWhole({ regions, subscriptions = [] }: Pick<Outage, 'regions' | 'subscriptions'>) {
  return regions.length === 0 && subscriptions.length === 0;
}

function union<T extends string>(some: readonly T[], others: readonly T[]): readonly T[] {
  return [...new Set([...some, ...others])].sort();
}

function isRetired({ retiredAt, lastRecord }: Stream): boolean {
  return retiredAt !== null && lastRecord <= retiredAt + AFTER_DELETION;
}
