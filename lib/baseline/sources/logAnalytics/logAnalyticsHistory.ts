import type { HourActivity } from '../../../activity/hourActivity';
import { HOUR } from '../../../activity/windowPart';
import type { AccountId } from '../../../telemetry/event';
import { failure } from './failure';
import { FoundHours, type SeenAccounts } from './foundHours';
import { MOST_ROWS } from './historyQuery';
import type { LogsReader } from './logsReader';
import type { WorkspaceOutcome } from './outcome';
import { RequestedAccounts } from './requestedAccounts';
import { SliceLength } from './sliceLength';
import { WorkspaceReading, type Reading } from './workspaceReading';

export interface HistoryRequest {
  /** Workspace ids (GUIDs); several may hold the same account. */
  readonly workspaces: readonly string[];
  readonly accounts: readonly AccountId[];
  /** Epoch ms; only full hours between them are asked. */
  readonly from: number;
  readonly to: number;
  readonly signal?: AbortSignal;
}

/**
 * History while it is read. Hours come in order of time, an account's hour once. What cannot be had
 * stands in the outcomes, which are final when the iteration has ended; only an abort is thrown.
 */
export interface History extends AsyncIterable<HourActivity> {
  outcomes(): readonly WorkspaceOutcome[];
}

/** Workspaces asked at once; the service lets an identity run five queries. */
const CONCURRENT_QUERIES = 3;

/** What accounts did, hour by hour, from the logs that Log Analytics holds. */
export class LogAnalyticsHistory {
  constructor(private readonly logs: LogsReader) {}

  read(request: HistoryRequest): History {
    return new RunningHistory(this.logs, request);
  }
}

interface Slice {
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
}

class RunningHistory implements History {
  private readonly accounts: RequestedAccounts;
  private readonly seen: SeenAccounts = { begun: new Set(), managed: new Set() };
  private readonly from: number;
  private readonly to: number;
  private readonly signal: AbortSignal | undefined;
  private readonly workspaces: readonly WorkspaceReading[];

  constructor(logs: LogsReader, { workspaces, accounts, from, to, signal }: HistoryRequest) {
    this.accounts = new RequestedAccounts(accounts);
    this.from = Math.ceil(from / HOUR) * HOUR;
    this.to = Math.max(this.from, Math.floor(to / HOUR) * HOUR);
    this.signal = signal;
    this.workspaces = [...new Set(workspaces)].map(
      (workspace) => new WorkspaceReading(logs, workspace, this.from, this.to),
    );
    const reason = failure('invalidName', 'no query can name this account');
    for (const workspace of this.workspaces) {
      for (const account of this.accounts.invalid) {
        workspace.report(account, this.from, this.to, reason);
      }
    }
  }

  outcomes(): readonly WorkspaceOutcome[] {
    return this.workspaces.map((workspace) => workspace.outcome());
  }

  async *[Symbol.asyncIterator](): AsyncIterator<HourActivity> {
    const length = new SliceLength();
    for (let from = this.from; from < this.to;) {
      const to = Math.min(this.to, from + length.hours * HOUR);
      let rows: number;
      if (to - from > HOUR) {
        const found = await this.slice(from, to);
        if (found === null) {
          length.shrink((to - from) / HOUR);
          continue;
        }
        yield* found.hours();
        rows = found.rows;
      } else rows = yield* this.hour(from);
      for (const workspace of this.workspaces) workspace.passed(to);
      length.came(rows / MOST_ROWS);
      if (this.workspaces.every(({ isStopped }) => isStopped)) return;
      from = to;
    }
  }

  /** Several hours of all accounts; null where they are too many rows. */
  private async slice(from: number, to: number): Promise<FoundHours | null> {
    const found = new FoundHours(this.accounts, this.seen);
    for (const names of this.accounts.batches()) {
      const readings = await this.ask({ names, from, to }, false);
      if (readings.some(({ kind }) => kind === 'tooLarge')) return null;
      for (const reading of readings) if (reading.kind === 'rows') found.add(reading.rows);
      if (found.rows > MOST_ROWS) return null;
    }
    return found;
  }

  /** One hour, batch by batch, so that it never is in memory as a whole. Returns its rows. */
  private async *hour(from: number): AsyncGenerator<HourActivity, number> {
    let rows = 0;
    const waiting = [...this.accounts.batches()].reverse();
    for (let names = waiting.pop(); names !== undefined; names = waiting.pop()) {
      const slice: Slice = { names, from, to: from + HOUR };
      const readings = await this.ask(slice, false);
      if (readings.some(({ kind }) => kind === 'tooLarge')) {
        if (names.length > 1) {
          const half = Math.ceil(names.length / 2);
          waiting.push(names.slice(half), names.slice(0, half));
          continue;
        }
        yield* this.found(await this.ask(slice, true), slice).hours();
        rows += MOST_ROWS;
      } else {
        const found = this.found(readings, slice);
        yield* found.hours();
        rows += found.rows;
      }
    }
    return rows;
  }

  /** What was read; where even the heaviest clients of a crowded hour were too much, said. */
  private found(readings: readonly Reading[], { names, from, to }: Slice): FoundHours {
    const found = new FoundHours(this.accounts, this.seen);
    const [name] = names;
    readings.forEach((reading, index) => {
      if (reading.kind === 'rows') found.add(reading.rows);
      if (reading.kind !== 'tooLarge' || name === undefined) return;
      this.workspaces[index]?.skip(this.accounts.named(name), from, to, reading.failure);
    });
    return found;
  }

  /** Asks every workspace, a few at once; the readings stand in the order of the workspaces. */
  private async ask({ names, from, to }: Slice, crowded: boolean): Promise<readonly Reading[]> {
    const readings: Reading[] = [];
    for (let at = 0; at < this.workspaces.length; at += CONCURRENT_QUERIES) {
      const some = this.workspaces.slice(at, at + CONCURRENT_QUERIES);
      const question = { accounts: names, from, to, crowded };
      readings.push(...(await Promise.all(some.map((one) => one.ask(question, this.signal)))));
    }
    return readings;
  }
}
