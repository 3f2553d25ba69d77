import { alertId } from '../alerts/identity';
import type { Raised } from '../alerts/raise';
import { Stories } from '../alerts/stories';
import type { SightingsReader } from '../ingestion/sightings';
import type { DocumentStore } from '../storage/documents';
import { explainedBy } from './explainedBy';
import { judgeStreams, type SilenceLimits } from './judgeStreams';
import { noteEnding } from './noteEnding';
import { Rhythms } from './rhythms';
import {
  hubResource,
  type PipelineSilence,
  type Silence,
  type SilenceAlert,
  type StreamSilence,
} from './silence';
import {
  SilenceStates,
  type OpenSilence,
  type Outage,
  type PastSilence,
  type SilenceState,
} from './silenceState';
import { streamsOf } from './streams';

const MINUTE = 60_000;
/** After a time in which nobody looked, the hub is read to its end first, ms. */
const SETTLING = 30 * MINUTE;
/** How old the copy of the presences may become: what is silent adds nothing to them, ms. */
const PRESENCES_RELOAD = 60 * MINUTE;

/** Who raises the alerts: the pipeline. */
export interface SilenceAlerts {
  /** Once each. @throws StorageError */
  raiseSilences(silences: readonly Silence[]): Promise<Raised>;
  /**
   * On deleted diagnostic settings that were not put back, before they are silent.
   * @param at event time until which records have come, epoch ms
   */
  raiseUnanswered(at: number): Promise<Raised>;
  /** The alerts that a silence has, or would have. */
  alertsOfSilence(silence: Silence): readonly SilenceAlert[];
}

export interface SilencePorts {
  readonly store: DocumentStore;
  readonly sightings: SightingsReader;
  readonly alerts: SilenceAlerts;
  /** Resource ids of the hubs' namespaces, where they are known. */
  readonly namespaceIds: readonly string[];
  readonly limits: SilenceLimits;
  /** Where nobody looked for longer than this, the app was down, ms. */
  readonly downAfter: number;
}

const NOTHING: Raised = { created: 0, grown: 0 };

export interface SilenceReport {
  /** `settling` while the app catches up, `busy` where another instance does the same. */
  readonly state: 'judged' | 'settling' | 'busy';
  /** Accounts and categories that are silent now. */
  readonly silent: number;
  readonly outages: number;
  readonly alertsCreated: number;
}

/** Looks for accounts and categories that no longer report; to be run every few minutes. */
export class SilenceWatch {
  private readonly states: SilenceStates;
  private readonly stories: Stories;
  private rhythms: { readonly of: Rhythms; readonly readAt: number } | null = null;

  constructor(private readonly ports: SilencePorts) {
    this.states = new SilenceStates(ports.store);
    this.stories = new Stories(ports.store);
  }

  /**
   * Judges all streams once. It may be killed at any point: the next run goes on from there.
   * @param now epoch ms
   * @param heardThrough event time until which records have come, epoch ms
   * @throws StorageError
   */
  async run(now: number, heardThrough: number): Promise<SilenceReport> {
    const { state: before, etag } = await this.states.read();
    const state = awake(before, now, this.ports.downAfter);
    const isSettled = now - state.awakeSince >= SETTLING;
    const judged = isSettled ? await this.judge(state, now, heardThrough) : state;
    if (isSettled) await this.ports.alerts.raiseUnanswered(heardThrough);
    // First the state, then its alerts: what is open keeps the name of its alert for ever.
    const written = await this.states.write(judged, etag);
    if (written === null) return reportOf('busy', judged, 0);
    const { created, settled } = await this.tell(judged, now);
    if (settled !== judged) await this.states.write(settled, written);
    return reportOf(isSettled ? 'judged' : 'settling', settled, created);
  }

  private async judge(state: SilenceState, now: number, at: number): Promise<SilenceState> {
    const accounts = await this.ports.sightings.accounts();
    const streams = streamsOf(accounts, await this.currentRhythms(now), state, at);
    return judgeStreams(state, streams, at, this.ports.limits);
  }

  private async currentRhythms(now: number): Promise<Rhythms> {
    const { rhythms } = this;
    if (rhythms !== null && now - rhythms.readAt < PRESENCES_RELOAD) return rhythms.of;
    const presences = await this.ports.sightings.presences();
    // Where they are kept in memory, they are the same ones.
    const of = rhythms?.of.presences === presences ? rhythms.of : new Rhythms(presences);
    this.rhythms = { of, readAt: now };
    return of;
  }

  /** Raises the alerts that are due, and says in those of what is over that it is. */
  private async tell(state: SilenceState, now: number) {
    const { open, past, outages } = state;
    const isDue = ({ isRaised }: { readonly isRaised: boolean }) => !isRaised;
    const isOver = ({ isNoted }: { readonly isNoted: boolean }) => !isNoted;
    const found = await this.streamSilences([...open, ...past].filter(isDue));
    const silences = [
      ...found,
      ...outages.filter(isDue).flatMap((one) => this.pipelineSilence(one)),
    ];
    const raised =
      silences.length === 0 ? NOTHING : await this.ports.alerts.raiseSilences(silences);
    for (const silence of found) await this.relate(silence);
    for (const silence of past.filter(isOver)) {
      await this.noteEnding({ ...silence, scope: 'stream', explainedBy: [] }, silence, now);
    }
    for (const outage of outages.filter(isOver)) {
      const { end } = outage;
      if (end === null) continue;
      const over = { end, ending: 'returned' } as const;
      for (const silence of this.pipelineSilence(outage)) await this.noteEnding(silence, over, now);
    }
    const isTold =
      open.every(({ isRaised }) => isRaised) &&
      past.every(({ isRaised, isNoted }) => isRaised && isNoted) &&
      outages.every(({ isRaised, isNoted, end }) => isRaised && isNoted === (end !== null));
    return { created: raised.created, settled: isTold ? state : told(state) };
  }

  private async noteEnding(
    silence: Silence,
    over: Pick<PastSilence, 'end' | 'ending'>,
    now: number,
  ): Promise<void> {
    for (const alert of this.ports.alerts.alertsOfSilence(silence)) {
      await noteEnding(this.ports.store, alert, over, now);
    }
  }

  /** Its alert and those that explain it name each other. */
  private async relate(silence: StreamSilence): Promise<void> {
    for (const { identity } of this.ports.alerts.alertsOfSilence(silence)) {
      await this.stories.relate(identity.account, alertId(identity), silence.explainedBy);
    }
  }

  private async streamSilences(open: readonly OpenSilence[]): Promise<StreamSilence[]> {
    const silences: StreamSilence[] = [];
    for (const one of open) {
      silences.push({
        ...one,
        scope: 'stream',
        explainedBy: await explainedBy(this.ports.store, one),
      });
    }
    return silences;
  }

  /** None for the app's own absence, which concerns nobody else. */
  private pipelineSilence(outage: Outage): PipelineSilence[] {
    if (outage.hub === null) return [];
    const resource = hubResource(outage.hub, this.ports.namespaceIds, outage.accounts);
    return [{ ...outage, scope: 'pipeline', resource }];
  }
}

/** The state at a new look; a time in which nobody looked is one of which nothing is known. */
function awake(state: SilenceState, now: number, downAfter: number): SilenceState {
  const { lookedAt, awakeSince, outages, unknowns } = state;
  // At the very first look, nothing was missed.
  const isFirst = lookedAt < 0;
  if (isFirst || now - lookedAt <= downAfter) return { ...state, lookedAt: now, awakeSince };
  const down: Outage = {
    hub: null,
    kind: 'account',
    regions: [],
    since: lookedAt,
    foundAt: now,
    end: now,
    accounts: [],
    expected: 0,
    isRaised: true,
    isNoted: true,
  };
  const known = [...outages, down];
  return { ...state, lookedAt: now, awakeSince: now, outages: known, unknowns: unknowns + 1 };
}

/** The state once every alert says what it should. */
function told(state: SilenceState): SilenceState {
  return {
    ...state,
    open: state.open.map((one) => ({ ...one, isRaised: true })),
    past: state.past.map((one) => ({ ...one, isRaised: true, isNoted: true })),
    outages: state.outages.map((one) => ({ ...one, isRaised: true, isNoted: one.end !== null })),
  };
}

function reportOf(
  state: SilenceReport['state'],
  { open, outages }: SilenceState,
  alertsCreated: number,
): SilenceReport {
  const going = outages.filter(({ end }) => end === null);
  return { state, silent: open.length, outages: going.length, alertsCreated };
}
