import { createHash } from 'node:crypto';
import type { JudgementOf } from '../query/judgement';
import { verdictOf, type Verdict } from '../query/verdict';
import type { AccessEvent, AccountId } from '../telemetry/event';
import type { LearnedQueries } from './learnedQueries';

/** Judges the query texts of events: by themselves, and by what their container normally runs. */
export class QueryJudge {
  private lastEvent: AccessEvent | null = null;
  private lastVerdict: Verdict | null = null;

  constructor(
    private readonly judgementOf: JudgementOf,
    private readonly learned: LearnedQueries,
  ) {}

  /**
   * Makes what is known of the accounts of these events ready.
   * @param now epoch ms
   * @throws StorageError
   */
  async prepare(events: readonly AccessEvent[], now: number): Promise<void> {
    const accounts = new Set<AccountId>();
    for (const event of events) if (event.query !== null) accounts.add(event.account);
    await this.learned.prepare(accounts, now);
  }

  /** Null for an event without a text. */
  verdict(event: AccessEvent): Verdict | null {
    // Several detectors ask about the same event, one after the other.
    if (event !== this.lastEvent) {
      this.lastEvent = event;
      this.lastVerdict = this.judge(event);
    }
    return this.lastVerdict;
  }

  /** Short name of the text's shape, equal for equal shapes; empty for an event without a text. */
  shapeId(event: AccessEvent): string {
    if (event.query === null || event.query.text === '') return '';
    const { shape } = this.judgement(event);
    return createHash('sha256').update(shape).digest('hex').slice(0, 16);
  }

  /**
   * Learns from events that ran and are no injection.
   * @param raisesFrom before, what breaks a template is taken for another form of it, epoch ms
   */
  learn(events: readonly AccessEvent[], raisesFrom = -Infinity): void {
    for (const event of events) {
      const { query } = event;
      if (query === null || query.text === '' || query.cut || !hasRun(event)) continue;
      const { shape, verdict } = this.judgement(event);
      // Of nearly all texts nothing is left to learn, which is quicker to see than what they are.
      if (this.learned.isWellKnown(event, shape)) continue;
      if (verdict.injection) continue;
      const isBreak = event.time >= raisesFrom && this.verdict(event)?.injection === true;
      if (isBreak) this.learned.learnBreak(event, shape);
      else this.learned.learn(event, shape);
    }
  }

  /** Keeps what was learned. @throws StorageError */
  save(): Promise<void> {
    return this.learned.save();
  }

  private judge(event: AccessEvent): Verdict | null {
    if (event.query === null || event.query.text === '') return null;
    const judgement = this.judgement(event);
    if (judgement.verdict.injection) return judgement.verdict;
    const { analyser, options, shape, signs, text } = judgement;
    const known = this.learned.known(event);
    if (known === null || known.book.isTemplate(shape)) return judgement.verdict;
    const sign = known.sign(text, judgement, analyser, options);
    if (sign === null) return judgement.verdict;
    return verdictOf(text, { signs: [...signs, sign], understanding: judgement });
  }

  private judgement({ api, query }: AccessEvent) {
    return this.judgementOf(api ?? 'nosql', query?.text ?? '', { cut: query?.cut === true });
  }
}

/** A statement that failed teaches nothing. */
function hasRun({ category, outcome, query }: AccessEvent): boolean {
  const status = query?.status ?? '';
  if (status !== '') return status === 'Finished' || status.toLowerCase() === 'finished';
  return category === 'QueryRuntimeStatistics' || outcome === 'ok';
}
