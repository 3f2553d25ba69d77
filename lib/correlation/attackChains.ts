import type { AlertId } from '../alerts/alert';
import { AlertChanges, type AlertChange } from '../alerts/change';
import type { AlertRaiser, Raised } from '../alerts/raise';
import { attackChain } from '../detectors/attackChain/detector';
import type { DetectionContext } from '../detectors/detector';
import type { TiedAlert } from '../alerts/finding';
import type { OnDetectorError } from '../detectors/judge';
import { metadata as listKeysScript } from '../detectors/listKeysScript/metadata';
import type { ManagementOperation } from '../management/operation';
import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import { isLinking } from './alertLink';
import { deedLink } from './deedLink';
import type { DeedLink, Link } from '../detectors/attackChain/link';
import { LinkStore } from './linkStore';

/** What a batch has brought. */
export interface News {
  /** Changes of alerts, which have been written. */
  readonly changes: readonly Pick<AlertChange, 'account' | 'id' | 'detector'>[];
  readonly operations: readonly ManagementOperation[];
}

interface AccountNews {
  readonly deeds: DeedLink[];
  readonly alerts: TiedAlert[];
}

/**
 * Puts alerts and deeds of an account together into chains. All links of an account are kept as a
 * set, and a chain is a function of that set: order of arrival, repeats and what else happens are
 * nothing. It costs a few reads for each account that has new links, and nothing for all others.
 */
export class AttackChains {
  private readonly links: LinkStore;

  constructor(
    store: DocumentStore,
    private readonly raiser: AlertRaiser,
  ) {
    this.links = new LinkStore(store);
  }

  /**
   * Notes what is new, and raises the chains that it belongs to. Doing so again changes nothing.
   * @throws StorageError
   */
  async follow(
    { changes, operations }: News,
    context: DetectionContext,
    onError: OnDetectorError,
  ): Promise<Raised> {
    const news = new Map<AccountId, AccountNews>();
    try {
      for (const operation of operations) {
        const deed = deedLink(operation, context);
        if (deed !== null) newsOf(news, operation.account).deeds.push(deed);
      }
    } catch (error) {
      onError(attackChain, error);
    }
    for (const { account, id, detector } of changes) {
      if (!isLinking(detector.metadata.id)) continue;
      const isOfMany = detector.metadata.id === listKeysScript.id;
      const accounts = isOfMany ? await this.links.accountsOf({ account, id }) : [account];
      for (const one of accounts) newsOf(news, one).alerts.push({ account, id });
    }
    return this.raise(news, onError);
  }

  /** As `follow`, for an alert whose client has become known. */
  async followAlert(account: AccountId, id: AlertId, onError: OnDetectorError): Promise<void> {
    await this.raise(new Map([[account, { deeds: [], alerts: [{ account, id }] }]]), onError);
  }

  private async raise(
    news: ReadonlyMap<AccountId, AccountNews>,
    onError: OnDetectorError,
  ): Promise<Raised> {
    const raised = { created: 0, grown: 0 };
    for (const [account, added] of news) {
      const links = await this.links.add(account, added);
      await this.raiseChains(account, links, raised, onError);
      for (const below of await this.links.below(account, added)) {
        await this.raiseChains(below, await this.links.all(below), raised, onError);
      }
    }
    return raised;
  }

  private async raiseChains(
    account: AccountId,
    links: readonly Link[],
    raised: { created: number; grown: number },
    onError: OnDetectorError,
  ): Promise<void> {
    for (const { id } of this.chainsIn(account, links, onError)) {
      const outcome = await this.raiser.retell(account, id, async () => {
        const now = await this.links.standing(account);
        return this.chainsIn(account, now, onError).find((chain) => chain.id === id) ?? null;
      });
      if (outcome !== 'unchanged') raised[outcome] += 1;
    }
  }

  private chainsIn(
    account: AccountId,
    links: readonly Link[],
    onError: OnDetectorError,
  ): readonly AlertChange[] {
    const chains = new AlertChanges(null);
    try {
      for (const found of attackChain.detect(account, links)) {
        chains.addWindow(attackChain, found);
      }
    } catch (error) {
      onError(attackChain, error);
    }
    return chains.values();
  }
}

function newsOf(news: Map<AccountId, AccountNews>, account: AccountId): AccountNews {
  const known = news.get(account) ?? { deeds: [], alerts: [] };
  news.set(account, known);
  return known;
}
