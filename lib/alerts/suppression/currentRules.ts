import type { DocumentStore } from '../../storage/documents';
import { isInForce, type SuppressionRule } from './rule';
import { listRules } from './ruleStore';

/** How old an instance's copy of the rules may become, ms. */
const RELOAD = 60_000;

/** The rules that alerts are held against. */
export interface RulesInForce {
  /** `now` in epoch ms, by the clock on the wall. @throws StorageError */
  at(now: number): Promise<readonly SuppressionRule[]>;
}

/** Where alerts are only shown, as in `scan`. */
export const NO_RULES: RulesInForce = { at: () => Promise.resolve([]) };

/** The rules of the database, read again when they are a minute old. */
export class CurrentRules implements RulesInForce {
  private rules: readonly SuppressionRule[] = [];
  private readAt = -Infinity;

  constructor(private readonly store: DocumentStore) {}

  async at(now: number): Promise<readonly SuppressionRule[]> {
    if (now - this.readAt >= RELOAD) {
      this.rules = await listRules(this.store);
      this.readAt = now;
    }
    return this.rules.filter((rule) => isInForce(rule, now));
  }

  /** A rule has changed: the next question reads them anew. */
  forget(): void {
    this.readAt = -Infinity;
  }
}
