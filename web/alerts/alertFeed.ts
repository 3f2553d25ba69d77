import { pathOfLink, read } from '../api/client';
import type { AlertPage, AlertSummary } from '../api/resources';

/** How many alerts are held for an order that the API does not know. */
export const MOST_SORTED = 10_000;

/** The alerts that match a filter, page by page as they are wanted. */
export class AlertFeed {
  private pages: readonly (readonly AlertSummary[])[] = [];
  private next: string | null;
  private underWay: Promise<void> | null = null;
  private flat: readonly AlertSummary[] = [];

  /** @param path of the first page */
  constructor(private readonly path: string) {
    this.next = path;
  }

  /** The newest first. */
  get alerts(): readonly AlertSummary[] {
    return this.flat;
  }

  get isComplete(): boolean {
    return this.next === null;
  }

  /** Reads one page more, if there is one. @throws ApiError */
  async more(): Promise<void> {
    this.underWay ??= this.readNext().finally(() => (this.underWay = null));
    await this.underWay;
  }

  /**
   * Reads the newest page again: what is new comes on top, what has changed is replaced. Where more is
   * new than fits a page, the list begins anew.
   * @returns false where nothing is new
   * @throws ApiError
   */
  async refresh(): Promise<boolean> {
    if (this.pages.length === 0) {
      await this.more();
      return true;
    }
    const { body } = await read<AlertPage>(this.path);
    const [first = []] = this.pages;
    if (body.value === first) return false;
    const known = new Set(this.flat.map(({ id }) => id));
    const reachesKnown = body.nextLink === null || body.value.some(({ id }) => known.has(id));
    const rest = reachesKnown ? this.restBehind(body) : [];
    if (rest.length === 0) this.next = linkOf(body);
    this.setPages([body.value, ...rest]);
    return true;
  }

  /** Alerts of earlier pages that the newest page does not tell of. */
  private restBehind({ value, nextLink }: AlertPage): readonly (readonly AlertSummary[])[] {
    if (nextLink === null) return [];
    const last = value.at(-1);
    const told = new Set(value.map(({ id }) => id));
    const at = this.flat.findIndex(({ id }) => id === last?.id);
    // What stood above the last one and is not told any more matches no longer.
    const rest = this.flat.slice(at + 1).filter(({ id }) => !told.has(id));
    return at < 0 || rest.length === 0 ? [] : [rest];
  }

  private async readNext(): Promise<void> {
    if (this.next === null) return;
    const { body } = await read<AlertPage>(this.next);
    this.next = linkOf(body);
    this.setPages([...this.pages, body.value]);
  }

  private setPages(pages: readonly (readonly AlertSummary[])[]): void {
    this.pages = pages;
    this.flat = pages.flat();
  }
}

function linkOf({ nextLink }: AlertPage): string | null {
  return nextLink === null ? null : pathOfLink('alerts', nextLink);
}
