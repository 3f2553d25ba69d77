import type { ActorHour, HourActivity } from '../activity/hourActivity';
import { noOperations } from '../activity/operationKind';
import { accountResource } from '../simulation/records';
import { isKnown, resourceOf } from '../telemetry/resource';
import { CASE_TIME } from './detectorCase';

const HOUR = 3_600_000;
const HOURS_A_DAY = 24;
/** Start of the hour in which the records of the cases begin, epoch ms. */
export const CASE_HOUR = Math.floor(CASE_TIME / HOUR) * HOUR;

export interface SettledHistory {
  /** Days before the records of the case; established where absent. */
  readonly days?: number;
  readonly account?: string;
  /** Who does what in every hour; figures that are not told are those of `actorHour`. */
  readonly actors?: readonly Partial<ActorHour>[];
  /** Who does what in the hour that begins at `time` (epoch ms), instead of `actors`. */
  actorsAt?(time: number): readonly Partial<ActorHour>[];
}

/** Hours of an account up to the one in which the records of a case begin. */
export function settledHistory(history: SettledHistory = {}): readonly HourActivity[] {
  const { days = 27, account = 'shop', actors = [{}] } = history;
  const id = accountOf(account);
  const begin = CASE_HOUR - days * HOURS_A_DAY * HOUR;
  return Array.from({ length: days * HOURS_A_DAY }, (_, n) => {
    const hour = begin + n * HOUR;
    const present = history.actorsAt?.(hour) ?? actors;
    return { account: id, hour, actors: present.map((parts) => actorHour(hour, parts)) };
  });
}

/** A .NET application with the primary key in a virtual network, unless told otherwise. */
function actorHour(hour: number, parts: Partial<ActorHour>): ActorHour {
  const requests = parts.requests ?? 60;
  return {
    principal: { kind: 'key', id: 'primaryMasterKey' },
    address: '10.1.0.4',
    application: 'cosmos-dotnet-sdk',
    api: 'nosql',
    isOther: false,
    requests,
    denied: 0,
    throttled: 0,
    failed: 0,
    requestBytes: 0,
    responseBytes: 512 * requests,
    requestUnits: requests,
    operations: { ...noOperations(), read: requests },
    containers: [{ container: 'shop/orders', requests, responseBytes: 512 * requests }],
    distinctContainers: 1,
    distinctDocuments: 20,
    firstSeen: hour,
    lastSeen: hour + HOUR - 1,
    ...parts,
  };
}

function accountOf(name: string) {
  const resource = resourceOf(accountResource(name));
  if (!isKnown(resource)) throw new RangeError(`${name} is no name of an account`);
  return resource.account;
}
