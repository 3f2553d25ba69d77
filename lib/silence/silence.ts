import type { AlertId } from '../alerts/alert';
import type { AlertType } from '../alerts/alertType';
import type { AlertIdentity } from '../alerts/identity';
import { ALL_SUBSCRIPTIONS } from '../management/subscription';
import type { AccountId } from '../telemetry/event';
import type { OpenSilence, Outage } from './silenceState';

/** An account, or a category of it, of which records no longer come. */
export interface StreamSilence extends OpenSilence {
  readonly scope: 'stream';
  /** Alerts on a change of its logging that explains it. */
  readonly explainedBy: readonly AlertId[];
}

/** A hub, or a region of it, from which hardly anything comes any more. */
export interface PipelineSilence extends Outage {
  readonly scope: 'pipeline';
  /** Resource id of the hub. */
  readonly resource: AccountId;
}

/** What a silence detector judges. */
export type Silence = StreamSilence | PipelineSilence;

/** Where the alert on a silence is, and what writes it. */
export interface SilenceAlert {
  readonly identity: AlertIdentity;
  readonly detector: AlertType;
}

/**
 * Resource id of a hub, as far as it is known: the app reads it by name.
 * @param hub `namespace/hub`, or empty where files are read
 * @param namespaceIds resource ids of namespaces, where they are set
 * @param accounts accounts that send to it; where files are read, their subscription stands for it
 */
export function hubResource(
  hub: string,
  namespaceIds: readonly string[],
  accounts: readonly AccountId[],
): AccountId {
  const [host = '', name = ''] = hub.split('/');
  const namespace = `namespaces/${host.split('.')[0] ?? ''}`.toLowerCase();
  const id = namespaceIds.find((one) => one.toLowerCase().endsWith(`/${namespace}`));
  const ofHub = `${id ?? `/providers/microsoft.eventhub/${namespace}`}/eventhubs/${name}`;
  const subscription = /^\/subscriptions\/[^/]+/.exec(accounts[0] ?? '')?.[0] ?? ALL_SUBSCRIPTIONS;
  // Alerts on a hub are stored where those on an account have the account's id.
  return (hub === '' ? subscription : ofHub).toLowerCase() as AccountId;
}
