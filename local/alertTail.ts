import type { Alert } from '../lib/alerts/alert';
import { accountName } from '../lib/telemetry/displayNames';
import { printable } from '../cli/scan/alertTable';
import { printLine, severityLabel } from './terminal';

const INTERVAL = 1000;

/** Asks the app for alerts and prints each one once, and again when its severity rises. */
export class AlertTail {
  private readonly shown = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private asking: Promise<void> | null = null;
  private readonly stopped = new AbortController();

  constructor(
    private readonly url: string,
    private readonly functionKey: string | undefined,
  ) {
    this.timer = setInterval(() => {
      this.asking ??= this.ask().finally(() => {
        this.asking = null;
      });
    }, INTERVAL);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopped.abort();
    await this.asking;
  }

  private async ask(): Promise<void> {
    try {
      const headers = new Headers();
      if (this.functionKey !== undefined) headers.set('x-functions-key', this.functionKey);
      const { signal } = this.stopped;
      const response = await fetch(`${this.url}/api/alerts?top=500`, { headers, signal });
      // The app's own API answers in this shape.
      const { value } = (await response.json()) as { value: Alert[] };
      for (const alert of value.reverse()) this.show(alert);
    } catch (error) {
      if (!this.stopped.signal.aborted) printLine(`alerts cannot be read: ${String(error)}`);
    }
  }

  private show(alert: Alert): void {
    if (this.shown.get(alert.id) === alert.severity) return;
    this.shown.set(alert.id, alert.severity);
    printLine(
      `${severityLabel(alert.severity)} ${alert.alertType}  ${printable(accountName(alert.accountId))}\n` +
        `              ${printable(alert.reason)}`,
    );
  }
}
