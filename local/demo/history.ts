import type { Deed } from '../../lib/activity/deeds';
import type { ActorHour, HourActivity } from '../../lib/activity/hourActivity';
import { accountResource, randomNumbers } from '../../lib/simulation/records';
import { agentOf } from '../../lib/telemetry/application';
import type { AccountId } from '../../lib/telemetry/event';
import { BILLING, DEVELOPER, INVOICING, PIPELINE, SHOP, WEB_SHOP, type Player } from './cast';

const HOUR = 3_600_000;
const DAYS = 30;
/** The last hours are left to the app itself. */
const LEFT_OUT = 3;

/**
 * A month of the demo's accounts as it ordinarily is: busy by day, quiet by night, a developer on
 * working days. Ends a few hours before `now` (epoch ms).
 */
export function demoHistory(now: number): readonly HourActivity[] {
  const end = Math.floor(now / HOUR) * HOUR - LEFT_OUT * HOUR;
  const random = randomNumbers(11);
  const hours: HourActivity[] = [];
  for (let hour = end - DAYS * 24 * HOUR; hour < end; hour += HOUR) {
    const load = (by: number): number => Math.round(by * rhythm(hour) * (0.8 + 0.4 * random()));
    const visits =
      isAtWork(hour) && random() < 0.3 ? [visit(worker(DEVELOPER, hour, 12, 'shop/orders'))] : [];
    hours.push(
      {
        account: accountId(SHOP),
        hour,
        actors: [worker(WEB_SHOP, hour, load(500), 'shop/orders'), ...visits],
      },
      {
        account: accountId(BILLING),
        hour,
        actors: [worker(INVOICING, hour, load(60), 'billing/invoices')],
        deeds: deployments(hour),
      },
    );
  }
  return hours;
}

/** Share of the busiest hour: low at night. */
function rhythm(hour: number): number {
  const ofDay = new Date(hour).getUTCHours();
  return 0.55 - 0.45 * Math.cos((2 * Math.PI * (ofDay - 3)) / 24);
}

function isAtWork(hour: number): boolean {
  const date = new Date(hour);
  return date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 8 && date.getUTCHours() < 17;
}

function worker(player: Player, hour: number, requests: number, container: string): ActorHour {
  const responseBytes = requests * 900;
  return {
    principal: { kind: 'entra', id: player.entra ?? '' },
    address: player.address,
    application: agentOf(player.userAgent).application.family,
    api: 'nosql',
    isOther: false,
    requests,
    denied: 0,
    throttled: 0,
    failed: 0,
    requestBytes: 0,
    responseBytes,
    requestUnits: requests * 2,
    operations: {
      read: requests,
      write: 0,
      delete: 0,
      drop: 0,
      define: 0,
      metadata: 0,
      script: 0,
      other: 0,
    },
    containers: [{ container, requests, responseBytes }],
    distinctContainers: 1,
    distinctDocuments: requests,
    firstSeen: hour,
    lastSeen: hour + HOUR - 1,
  };
}

/** The portal asks for more than the developer may see: each visit has a request that is refused. */
function visit(actor: ActorHour): ActorHour {
  return { ...actor, requests: actor.requests + 1, denied: 1, failed: 1 };
}

/** Each morning of a working day the pipeline deploys, and lists the keys. */
function deployments(hour: number): readonly Deed[] {
  if (!isAtWork(hour) || new Date(hour).getUTCHours() !== 9) return [];
  const principal = { kind: 'entra', id: PIPELINE.entra ?? '' } as const;
  const { address } = PIPELINE;
  const seen = { firstSeen: hour, lastSeen: hour };
  return [
    { kind: 'keyListing', principal, address, tool: 'azure-cli', home: '', subject: '', ...seen },
  ];
}

/** The resource id as the parsers make it of the records: lower case. */
function accountId(name: string): AccountId {
  return accountResource(name).toLowerCase() as AccountId;
}
