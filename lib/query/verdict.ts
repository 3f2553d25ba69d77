/** What an analyser says of one query text, and how signs become a verdict. */

import type { Api } from '../telemetry/event';

export const TECHNIQUES = [
  'tautology',
  'union',
  'comment-truncation',
  'stacked',
  'boolean-blind',
  'time-blind',
  'error-based',
  'operator-abuse',
  'udf-abuse',
  'subquery',
  'clause-injection',
  'schema-or-file-access',
  'traversal-injection',
  'script-injection',
  'syntax-probe',
  'dos',
  'template-deviation',
] as const;
export type Technique = (typeof TECHNIQUES)[number];

/** One reason to suspect a text. `start` and `end` are UTF-16 offsets into it. */
export interface Sign {
  readonly technique: Technique;
  /** How much this sign alone makes an injection likely, 0 to 1. */
  readonly weight: number;
  /** What it is, for a person; does not repeat the fragment. */
  readonly meaning: string;
  readonly start: number;
  readonly end: number;
}

/** What the parser understood of a statement. */
export interface Understanding {
  /** True where the whole text is one statement that the server would accept. */
  readonly valid: boolean;
  /** What the statement does, in a few words for a person. */
  readonly summary: string;
  /** The text with literals and parameters removed; equal for equal shapes. */
  readonly shape: string;
}

export interface Analysis {
  readonly signs: readonly Sign[];
  readonly understanding: Understanding;
}

/** The part of an analysis that its verdict is made of. */
export interface VerdictGrounds {
  readonly signs: readonly Sign[];
  readonly understanding: Pick<Understanding, 'valid'>;
}

export interface Verdict {
  readonly injection: boolean;
  /** That the text is an injection, 0 to 1. */
  readonly confidence: number;
  /** `exfiltration`: valid, it may have run; `failed`: it cannot have; null without injection. */
  readonly outcome: 'exfiltration' | 'failed' | null;
  readonly technique: Technique | null;
  /** What the strongest sign is, without the fragment; null without injection. */
  readonly meaning: string | null;
  /** One sentence that quotes the fragment and its position. */
  readonly reason: string;
  /** The strongest sign's place in the text, or null without injection. */
  readonly fragment: { readonly start: number; readonly end: number } | null;
}

export interface AnalysisOptions {
  /** The platform cut the text: what is open at its end is no sign. */
  readonly cut?: boolean;
}

/** An analyser of one language. Pure, never throws, time linear in the text's length. */
export type Analyser = (text: string, options?: AnalysisOptions) => Analysis;

/** Verdict on a text in the language of an API. */
export type VerdictOf = (api: Api, text: string, options: AnalysisOptions) => Verdict;

/** From this confidence on a text is called an injection. */
export const INJECTION_THRESHOLD = 0.5;
const LONGEST_QUOTE = 120;

/** Independent signs add up as 1 - product of (1 - weight). */
export function combinedWeight(signs: readonly Sign[]): number {
  let innocent = 1;
  for (const sign of signs) innocent *= 1 - sign.weight;
  return 1 - innocent;
}

/** Turns an analysis into a verdict; the strongest sign names technique, reason and fragment. */
export function verdictOf(text: string, analysis: VerdictGrounds): Verdict {
  const confidence = Math.round(combinedWeight(analysis.signs) * 1000) / 1000;
  const strongest = analysis.signs.reduce<Sign | null>(
    (best, sign) => (best === null || sign.weight > best.weight ? sign : best),
    null,
  );
  if (strongest === null || confidence < INJECTION_THRESHOLD) {
    const reason =
      strongest === null
        ? 'No sign of injection.'
        : `Too weak to be called an injection: ${describe(text, strongest)}.`;
    return {
      injection: false,
      confidence,
      outcome: null,
      technique: null,
      meaning: null,
      reason,
      fragment: null,
    };
  }
  return {
    injection: true,
    confidence,
    outcome: analysis.understanding.valid ? 'exfiltration' : 'failed',
    technique: strongest.technique,
    meaning: strongest.meaning,
    reason: `${describe(text, strongest)}.`,
    fragment: { start: strongest.start, end: strongest.end },
  };
}

function describe(text: string, sign: Sign): string {
  const fragment = text.slice(sign.start, sign.end);
  const quoted =
    fragment.length > LONGEST_QUOTE ? `${fragment.slice(0, LONGEST_QUOTE)}… (cut)` : fragment;
  return `${sign.meaning} at position ${sign.start}: ${quoted}`;
}
