import type { TokenCredential } from '@azure/identity';
import { LogAnalyticsHistory } from '../../../../lib/baseline/sources/logAnalytics/logAnalyticsHistory';
import { MonitorLogsReader } from '../../../../lib/baseline/sources/logAnalytics/monitorLogsReader';
import type { WorkspaceOutcome } from '../../../../lib/baseline/sources/logAnalytics/outcome';
import type { HourActivity } from '../../../../lib/activity/hourActivity';
import type { AccountId } from '../../../../lib/telemetry/event';
import { accountId, HOUR, START } from './answers';
import { CERTIFICATE } from './certificate';

export const WORKSPACE = '11111111-1111-1111-1111-111111111111';
export const SECOND_WORKSPACE = '22222222-2222-2222-2222-222222222222';

/** The account of this name. */
export function account(name: string): AccountId {
  // A test's own id, in the form that resourceOf gives.
  return accountId(name) as AccountId;
}

export const TOKEN: TokenCredential = {
  getToken: () => Promise.resolve({ token: 'static', expiresOnTimestamp: Date.now() + 3_600_000 }),
};

export interface Run {
  readonly endpoint: string;
  readonly workspaces?: readonly string[];
  readonly accounts?: readonly AccountId[];
  readonly hours?: number;
  readonly credential?: TokenCredential;
  readonly signal?: AbortSignal;
  /** Milliseconds that an answer may take; a minute where absent. */
  readonly deadlineMs?: number;
}

export interface RunResult {
  readonly hours: readonly HourActivity[];
  readonly outcomes: readonly WorkspaceOutcome[];
  /** What was waited between tries, in ms. */
  readonly waits: readonly number[];
}

/** Reads history through the real client; pauses are noted, not waited. */
export async function read(run: Run): Promise<RunResult> {
  const waits: number[] = [];
  const logs = new MonitorLogsReader({
    credential: run.credential ?? TOKEN,
    endpoint: run.endpoint,
    audience: null,
    queryTimeoutSeconds: 60,
    graceMs: (run.deadlineMs ?? 60_000) - 60_000,
    patience: {
      tries: 3,
      longestWaitMs: 30_000,
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
    transport: { tlsOptions: { ca: CERTIFICATE } },
  });
  const history = new LogAnalyticsHistory(logs).read({
    workspaces: run.workspaces ?? [WORKSPACE],
    accounts: run.accounts ?? [account('shop')],
    from: START,
    to: START + (run.hours ?? 24) * HOUR,
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  });
  const hours: HourActivity[] = [];
  for await (const hour of history) hours.push(hour);
  return { hours, outcomes: history.outcomes(), waits };
}
