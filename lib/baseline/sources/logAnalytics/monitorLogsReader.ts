import type { TokenCredential } from '@azure/identity';
import {
  LogsQueryClient,
  LogsQueryResultStatus,
  type LogsQueryClientOptions,
  type LogsQueryResult,
} from '@azure/monitor-query';
import { failure } from './failure';
import { MOST_ROWS } from './historyQuery';
import type { LogsAnswer, LogsQuestion, LogsReader, LogsTable } from './logsReader';
import { requestErrorOf, TOO_LARGE } from './requestError';
import { serviceErrorIn, type ServiceError } from './serviceError';
import { pauseBefore, type Patience } from './patience';

export interface MonitorLogsOptions {
  readonly credential: TokenCredential;
  /** Query endpoint, https; null for that of the public cloud. */
  readonly endpoint: string | null;
  /** Audience of the token; null for the origin of the endpoint. */
  readonly audience: string | null;
  /** What the service may spend on one query, 10 to 600 seconds. */
  readonly queryTimeoutSeconds: number;
  /** What the network may take on top of that. */
  readonly graceMs: number;
  readonly patience: Patience;
  /** Transport options, such as a certificate authority. */
  readonly transport?: Pick<LogsQueryClientOptions, 'tlsOptions' | 'proxyOptions'>;
}

/** Log Analytics through `@azure/monitor-query`: the one place that knows the package. */
export class MonitorLogsReader implements LogsReader {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- docs/adr/0002: why, and the way out
  private readonly client: LogsQueryClient;

  constructor(private readonly options: MonitorLogsOptions) {
    const { credential, endpoint, transport } = options;
    const audience = options.audience ?? (endpoint === null ? null : new URL(endpoint).origin);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
    this.client = new LogsQueryClient(credential, {
      ...transport,
      ...(endpoint === null ? {} : { endpoint }),
      ...(audience === null ? {} : { audience }),
      // A query that was too much is not asked again as it is, so the tries are counted here.
      retryOptions: { maxRetries: 0 },
    });
  }

  async ask(question: LogsQuestion): Promise<LogsAnswer> {
    const { patience, queryTimeoutSeconds, graceMs } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      // The client's own timeout ends before the body comes, and outlives a failed connection.
      const deadline = AbortSignal.timeout(queryTimeoutSeconds * 1000 + graceMs);
      try {
        return await this.askOnce(question, deadline);
      } catch (error) {
        question.signal?.throwIfAborted();
        if (deadline.aborted) {
          return { kind: 'tooLarge', failure: failure('timedOut', 'no answer in time') };
        }
        const { answer, mayPass, retryAfterMs } = requestErrorOf(error, Date.now());
        if (!mayPass && retryAfterMs === null) return answer;
        const pause = pauseBefore(attempt + 1, retryAfterMs, patience);
        if (pause !== null) await patience.wait(pause, question.signal);
        if (!mayPass || pause === null) return answer;
      }
    }
  }

  private async askOnce(question: LogsQuestion, deadline: AbortSignal): Promise<LogsAnswer> {
    const { workspace, query, from, to, signal } = question;
    const { queryTimeoutSeconds } = this.options;
    let said: ServiceError | null = null;
    const result = await this.client.queryWorkspace(
      workspace,
      query,
      { startTime: new Date(from), endTime: new Date(to) },
      {
        serverTimeoutInSeconds: queryTimeoutSeconds,
        abortSignal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
        // The client drops the details of a partial error, which tell a warning from a loss.
        onResponse: ({ status, bodyAsText }, flat) => {
          const isPartial = typeof flat === 'object' && flat !== null && 'error' in flat;
          if (status === 200 && isPartial) said = serviceErrorIn(bodyAsText ?? '');
        },
      },
    );
    return answerOf(result, said);
  }
}

function answerOf(result: LogsQueryResult, said: ServiceError | null): LogsAnswer {
  const isSuccess = result.status === LogsQueryResultStatus.Success;
  const [table] = isSuccess ? result.tables : result.partialTables;
  if (!isSuccess && said?.isWarning !== true) {
    const detail = said?.text ?? result.partialError.message;
    const kind = TOO_LARGE.test(detail) ? 'tooLarge' : 'incomplete';
    return { kind: 'tooLarge', failure: failure(kind, detail) };
  }
  if (table === undefined) {
    return { kind: 'failed', failure: failure('unreadableAnswer', 'no table in the answer') };
  }
  if (table.rows.length > MOST_ROWS) {
    return { kind: 'tooLarge', failure: failure('tooLarge', `more than ${MOST_ROWS} rows`) };
  }
  const columns = table.columnDescriptors.map(({ name }) => name ?? '');
  const complete: LogsTable = { columns, rows: table.rows };
  return { kind: 'complete', table: complete };
}
