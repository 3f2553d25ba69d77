import { randomBytes } from 'node:crypto';
import type { AlertId } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { markedAsSample } from '../alerts/sample';
import { chainSteps } from '../detectors/attackChain/steps';
import { accountResource } from '../simulation/records';
import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import { CASES } from './cases';
import { moveCase } from './moveCase';
import { playCase } from './playCase';

/** Whose alerts samples are where no account is named. */
// Made as `resourceOf` makes the id of an account.
const NO_ACCOUNT = accountResource('cosmos-warden-sample').toLowerCase() as AccountId;

export interface SampleRequest {
  readonly alertTypes: readonly string[];
  /** Null for an account that does not exist. */
  readonly account: AccountId | null;
}

/**
 * Raises an alert of each type by made-up records, which go through the app's own pipeline, and
 * stores it like any other: it is delivered and listed, and teaches nothing. Each call makes new ones.
 * @param now epoch ms
 * @throws StorageError
 */
export async function raiseSamples(
  store: DocumentStore,
  { alertTypes, account }: SampleRequest,
  now: number,
): Promise<readonly AlertDocument[]> {
  const made: AlertDocument[] = [];
  for (const alertType of alertTypes) {
    const alert = await sampleOf(alertType, account ?? NO_ACCOUNT, now);
    const stored = await store.create('alerts', alert);
    if (stored !== null) made.push(alert);
  }
  return made;
}

/** @throws SampleError where the case raises no such alert */
async function sampleOf(
  alertType: string,
  account: AccountId,
  now: number,
): Promise<AlertDocument> {
  const firing = CASES.get(alertType)?.find(({ expected }) => expected !== null);
  if (firing === undefined) throw new SampleError(alertType, 'has no case that fires');
  const { alerts } = await playCase(moveCase(firing, account, now), now);
  const alert = alerts.find((one) => one.alertType === alertType);
  if (alert === undefined) throw new SampleError(alertType, 'was not raised by its own case');
  // An id like any other, only that nothing decides it.
  return renamed(markedAsSample(alert), randomBytes(16).toString('hex') as AlertId);
}

/** A sample and a real alert of the same group and time are two. */
function renamed(alert: AlertDocument, id: AlertId): AlertDocument {
  const { order, search } = alert.internal;
  return {
    ...alert,
    id,
    continues: null,
    extendedProperties: alone(alert.extendedProperties),
    internal: {
      ...alert.internal,
      order: order.replace(alert.id, id),
      search: search.replace(alert.id, id),
      details: alone(alert.internal.details),
      related: [],
      chains: undefined,
    },
  };
}

type Properties = Readonly<Record<string, string>>;

/** Without the ids of other alerts: of what a case raises only the sample is stored. */
function alone(properties: Properties): Properties {
  const others = Object.entries(properties).filter(([name]) => name !== 'relatedAlerts');
  const steps = chainSteps({ extendedProperties: properties });
  const untied = steps.map((step) => ({ ...step, alertId: null }));
  return {
    ...Object.fromEntries(others),
    ...(steps.length === 0 ? {} : { steps: JSON.stringify(untied) }),
  };
}

/** A detector and its cases do not fit. */
export class SampleError extends Error {
  override readonly name = 'SampleError';
  constructor(
    readonly alertType: string,
    problem: string,
  ) {
    super(`No sample of ${alertType}: it ${problem}`);
  }
}
