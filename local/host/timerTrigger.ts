import type { CheckpointPort, TimerStatus } from './checkpoints';
import type { RegisteredFunction } from './functionApp';
import type { Invoker } from './invoker';
import { triggerBinding } from './invoker';
import type { Log } from './log';
import { messageOf } from './log';
import { pause } from './pause';
import { invokeWithRetry } from './retry';
import type { Schedule } from './schedule';
import { parseSchedule } from './schedule';
import type { Settings } from './settings';
import { resolveExpressions } from './settings';

/** How long a host has a timer to itself without renewing, and how often it renews. */
const LEASE_MS = 15_000;
const RENEWAL_MS = 5000;

export interface TimerServices {
  readonly invoker: Invoker;
  readonly checkpoints: CheckpointPort;
  readonly settings: Settings;
  readonly instance: string;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * One timer function. Of all hosts that share the checkpoints, the one with the lease runs it. A
 * run that came due while no host was up happens at start, marked as past due.
 */
export class TimerTrigger {
  readonly name: string;
  readonly schedule: string;
  readonly #registered: RegisteredFunction;
  readonly #services: TimerServices;
  readonly #schedule: Schedule;
  readonly #runOnStartup: boolean;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  /** @throws {ScheduleError | SettingError} */
  constructor(registered: RegisteredFunction, services: TimerServices) {
    const { binding } = triggerBinding(registered.metadata);
    const { schedule, runOnStartup } = binding;
    this.name = registered.metadata.name;
    this.schedule = resolveExpressions(String(schedule), services.settings);
    this.#schedule = parseSchedule(this.schedule);
    this.#runOnStartup = runOnStartup === true;
    this.#registered = registered;
    this.#services = services;
  }

  start(): void {
    this.#loop = this.#run().catch((error: unknown) => {
      this.#report(`The timer stopped: ${messageOf(error)}`);
    });
  }

  /** Runs the function now, whoever has the lease. Rejects with its error if all tries fail. */
  async fire(): Promise<void> {
    const outcome = await this.#invoke(await this.#status(), false);
    if (outcome.kind === 'failed') throw outcome.error;
  }

  /** Plans no further run and gives up the lease. A run that has begun goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#services.checkpoints.releaseLease(this.#lease, this.#services.instance);
  }

  /** After `stop`: resolves when no planned run is under way any more. */
  async idle(): Promise<void> {
    await this.#loop;
  }

  get #lease(): string {
    return `timer/${this.name}`;
  }

  async #run(): Promise<void> {
    const { now } = this.#services;
    const { signal } = this.#stopping;
    let isFirst = true;
    while (!signal.aborted) {
      if (!(await this.#holdLease())) {
        await pause(RENEWAL_MS, signal);
        continue;
      }
      const status = await this.#status();
      const wait = status.next - now();
      if (isFirst && this.#runOnStartup && wait > 0) {
        await this.#runOnce(status, false);
      } else if (wait <= 0) {
        await this.#runOnce(status, isFirst);
      } else {
        await pause(Math.min(wait, RENEWAL_MS), signal);
      }
      isFirst = false;
    }
  }

  async #runOnce(status: TimerStatus, isPastDue: boolean): Promise<void> {
    const renewal = setInterval(() => void this.#holdLease(), RENEWAL_MS);
    try {
      const began = this.#services.now();
      const outcome = await this.#invoke(status, isPastDue);
      if (outcome.kind !== 'stopped') await this.#plan(began);
    } finally {
      clearInterval(renewal);
    }
  }

  /** Writes down the next due time. Due times that passed during a run are left out. */
  async #plan(last?: number): Promise<TimerStatus> {
    const lastUpdated = this.#services.now();
    const next = this.#schedule.next(lastUpdated);
    const status = { ...(last !== undefined && { last }), next, lastUpdated };
    await this.#services.checkpoints.writeTimerStatus(this.name, status);
    return status;
  }

  async #status(): Promise<TimerStatus> {
    const status = await this.#services.checkpoints.readTimerStatus(this.name);
    return status ?? this.#plan();
  }

  async #invoke(status: TimerStatus, isPastDue: boolean) {
    const data = { json: JSON.stringify(timerInfo(status, isPastDue)) };
    return invokeWithRetry(
      this.#services.invoker,
      this.#registered,
      { data },
      this.#stopping.signal,
    );
  }

  async #holdLease(): Promise<boolean> {
    if (this.#stopping.signal.aborted) return false;
    try {
      const { checkpoints, instance } = this.#services;
      return await checkpoints.holdLease(this.#lease, instance, LEASE_MS);
    } catch (error) {
      this.#report(`The timer's lease cannot be renewed: ${messageOf(error)}`);
      return false;
    }
  }

  #report(message: string): void {
    this.#services.log({ level: 'error', source: 'host', message, functionName: this.name });
  }
}

/** The timer's payload in Azure's spelling; the library turns the names into camelCase. */
function timerInfo(status: TimerStatus, isPastDue: boolean): object {
  const text = (time: number | undefined) =>
    time === undefined ? '0001-01-01T00:00:00' : new Date(time).toISOString();
  return {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: {
      Last: text(status.last),
      Next: text(status.next),
      LastUpdated: text(status.lastUpdated),
    },
    IsPastDue: isPastDue,
  };
}
