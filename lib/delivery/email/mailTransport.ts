import { createHash } from 'node:crypto';
import type { AlertDocument } from '../../alerts/document';
import { changeDocument } from '../../storage/changeDocument';
import type { DocumentStore } from '../../storage/documents';
import type { TransportPorts } from '../configuredSink';
import type { Message } from '../message';
import { DeliveryError, type Transport } from '../sink';
import { alertMail, type MailText, type StoryPart } from './alertMail';
import { digestMail } from './digestMail';
import {
  claimDigest,
  dayOf,
  digestOf,
  emptyLedger,
  enter,
  markSent,
  withoutDigest,
  type DailyLimits,
  type LedgerDocument,
} from './ledger';
import type { Mailer } from './mailer';

interface MailSettings {
  /** Of the sink. */
  readonly name: string;
  readonly to: readonly string[];
  readonly dailyLimits: DailyLimits;
}

/**
 * Mails alerts: one mail for a story, at most so many a day to each address, and the rest in a digest
 * after midnight UTC.
 */
export class MailTransport implements Transport {
  private readonly store: DocumentStore;
  /** The last day on which no digest was left to send. */
  private flushed = '';

  constructor(
    private readonly settings: MailSettings,
    private readonly mailer: Mailer,
    private readonly ports: Pick<TransportPorts, 'store' | 'now'>,
  ) {
    this.store = ports.store;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    let mail: MailText | null = null;
    const { dailyLimits } = this.settings;
    await this.toEach(async (address) => {
      const now = this.ports.now();
      const entry = { isMailed: false };
      await this.change(address, (known) => {
        const { isMailed, ledger } = enter(known, message, dailyLimits, now);
        entry.isMailed = isMailed;
        return ledger;
      });
      if (!entry.isMailed) return;
      mail ??= alertMail(message, await this.storyOf(message));
      await this.mailer.send({ ...mail, id: `${message.id}.${key(address)}`, to: address }, signal);
      await this.change(address, (known) => markSent(known, message.id));
    });
  }

  async flush(now: number, signal: AbortSignal): Promise<void> {
    const today = dayOf(now);
    if (this.flushed === today) return;
    const waiting: string[] = [];
    await this.toEach(async (address) => {
      const found = { digest: digestOf(emptyLedger(''), now), isOurs: false };
      await this.change(address, (known) => {
        const claimed = claimDigest(known, now);
        found.digest = digestOf(known, now);
        found.isOurs = claimed !== known;
        return claimed;
      });
      const { due, more } = found.digest;
      const [first] = due;
      if (first === undefined) return;
      waiting.push(address);
      if (!found.isOurs) return;
      const digest = { ...digestMail(first.day, due, more), id: `digest-${today}.${key(address)}` };
      await this.mailer.send({ ...digest, to: address }, signal);
      await this.change(address, (ledger) => withoutDigest(ledger, now));
    });
    if (waiting.length === 0) this.flushed = today;
  }

  close(): Promise<void> {
    return this.mailer.close();
  }

  /** One address that is refused keeps nothing from the others. */
  private async toEach(work: (address: string) => Promise<void>): Promise<void> {
    const errors: DeliveryError[] = [];
    for (const address of this.settings.to) {
      try {
        await work(address);
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        errors.push(error);
      }
    }
    const [first] = errors;
    if (first !== undefined) throw first;
  }

  private async storyOf({ alert, related }: Message): Promise<StoryPart[]> {
    const parts = await Promise.all(
      related.map((id) => this.store.read<AlertDocument>('alerts', alert.accountId, id)),
    );
    return parts
      .filter((part) => part !== null)
      .filter(({ document }) => document.suppressedBy === null)
      .map(({ document }) => ({
        title: document.alertDisplayName,
        severity: document.severity,
        reason: document.reason,
      }));
  }

  private async change(
    address: string,
    edit: (ledger: LedgerDocument) => LedgerDocument,
  ): Promise<void> {
    const id = ledgerId(this.settings.name, address);
    await changeDocument<LedgerDocument>(this.store, 'leases', { partition: id, id }, (known) => {
      const ledger = known ?? emptyLedger(id);
      const edited = edit(ledger);
      return edited === ledger ? null : edited;
    });
  }
}

function ledgerId(sink: string, address: string): string {
  return `mail-${sink}-${key(address)}`;
}

/** Addresses are personal data: documents are named after a hash of them. */
function key(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 16);
}
