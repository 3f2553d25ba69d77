import type { AccountId } from '../../../telemetry/event';
import { failure, type Failure } from './failure';
import { historyQueryOf, type HistoryQuestion } from './historyQuery';
import { historyRowsOf, type HistoryRows } from './historyRows';
import { LogsAnswerError, type LogsReader } from './logsReader';
import type { HistoryProblem, WorkspaceOutcome } from './outcome';
import { REQUEST_TABLES, type Table } from './tables';

/** All rows, or why there are none. */
export type Reading =
  | { readonly kind: 'rows'; readonly rows: HistoryRows }
  | { readonly kind: 'tooLarge'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** Account hours that fail one after another before a workspace is given up for this run. */
const MOST_SKIPPED = 3;

/** One workspace while it is read: what it lacks, what went wrong, how far it came. */
export class WorkspaceReading {
  private readonly without = new Set<Table>();
  private readonly problems: HistoryProblem[] = [];
  private stopped = false;
  private skippedInARow = 0;
  private queries = 0;
  private rows = 0;

  constructor(
    private readonly logs: LogsReader,
    private readonly workspace: string,
    private readUntil: number,
    private readonly end: number,
  ) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Asks until there is an answer: a table that may not be asked is left out from then on. */
  async ask(
    question: Omit<HistoryQuestion, 'without'>,
    signal: AbortSignal | undefined,
  ): Promise<Reading> {
    const { from, to } = question;
    while (!this.stopped) {
      const query = historyQueryOf({ ...question, without: this.without });
      this.queries += 1;
      const answer = await this.logs.ask({ workspace: this.workspace, query, from, to, signal });
      switch (answer.kind) {
        case 'complete':
          try {
            const rows = historyRowsOf(answer.table);
            this.rows += rows.count;
            this.skippedInARow = 0;
            return { kind: 'rows', rows };
          } catch (error) {
            if (!(error instanceof LogsAnswerError)) throw error;
            this.stop(failure('unreadableAnswer', error.detail), from);
            break;
          }
        case 'tooLarge':
          return answer;
        case 'withoutTable':
          this.leaveOut(answer.table, answer.failure, from);
          break;
        case 'failed':
          this.stop(answer.failure, from);
      }
    }
    return { kind: 'stopped' };
  }

  /** One account's hour that cannot be had. The others go on, unless none can be had any more. */
  skip(account: AccountId | null, from: number, to: number, reason: Failure): void {
    this.report(account, from, to, reason);
    this.skippedInARow += 1;
    if (this.skippedInARow === MOST_SKIPPED) this.stop(reason, from);
  }

  report(account: AccountId | null, from: number, to: number, reason: Failure): void {
    this.problems.push({ ...reason, account, from, to });
  }

  /** All accounts were asked for the hours before `time`. */
  passed(time: number): void {
    if (!this.stopped) this.readUntil = time;
  }

  outcome(): WorkspaceOutcome {
    const { workspace, readUntil, queries, rows, problems } = this;
    return { workspace, status: this.status(), readUntil, queries, rows, problems: [...problems] };
  }

  private status(): WorkspaceOutcome['status'] {
    if (this.stopped || this.readUntil < this.end) return 'stopped';
    if (this.problems.length > 0) return 'partly';
    return this.rows === 0 ? 'empty' : 'complete';
  }

  private stop(reason: Failure, from: number): void {
    this.stopped = true;
    this.report(null, from, this.end, reason);
  }

  private leaveOut(table: Table, reason: Failure, from: number): void {
    const isNew = !this.without.has(table);
    this.without.add(table);
    // Refused again although the query no longer has it, or nothing left to ask.
    const isUseless = REQUEST_TABLES.every((one) => this.without.has(one));
    if (!isNew || isUseless) this.stop(reason, from);
    else if (reason.kind !== 'missingTable') this.report(null, from, this.end, reason);
  }
}
