import type { Api } from '../../lib/telemetry/event';
import { TECHNIQUES, type Verdict, type VerdictOf } from '../../lib/query/verdict';
import { groupsBy } from './groups';
import type { LabelledText } from './rows';

/** A labelled text and what the analysis says of it. */
export interface JudgedText {
  readonly row: LabelledText;
  readonly verdict: Verdict;
}

/** How many of some texts were judged as hoped. */
export interface Share {
  readonly of: number;
  readonly hits: number;
}

/** How one language's texts were judged. */
export interface Score {
  readonly api: Api;
  /** Attacks found; lone syntax probes are counted apart. */
  readonly recall: Share;
  readonly syntaxProbes: Share;
  /** Benign texts called injections, by where they come from. */
  readonly falseOfReal: Share;
  readonly falseOfGenerated: Share;
  /** Attacks found, by the technique that the row names. */
  readonly byTechnique: ReadonlyMap<string, Share>;
  /** Found attacks whose technique is the row's, of rows whose technique has a name here. */
  readonly techniqueAgreement: Share;
  /** Found attacks whose outcome is the row's, of rows where it is known. */
  readonly outcomeAgreement: Share;
  /** Texts judged right, by source. */
  readonly bySource: ReadonlyMap<string, Share>;
  /** Missed attacks, the least suspected first. */
  readonly missed: readonly JudgedText[];
  /** False alarms, the most suspected first. */
  readonly falseAlarms: readonly JudgedText[];
}

const SYNTAX_PROBE = 'syntax-probe';
const KNOWN_TECHNIQUES: ReadonlySet<string> = new Set(TECHNIQUES);

/** Judges the rows and scores each language that has some. */
export function scoreRows(rows: readonly LabelledText[], judge: VerdictOf): Score[] {
  const judged = groupsBy(
    rows.map((row) => ({ row, verdict: judge(row.api, row.text, {}) })),
    ({ row }) => row.api,
  );
  return [...judged].map(([api, texts]) => scoreOf(api, texts));
}

function scoreOf(api: Api, texts: readonly JudgedText[]): Score {
  const attacks = texts.filter(({ row }) => row.label === 'malicious');
  const benign = texts.filter(({ row }) => row.label === 'benign');
  const found = attacks.filter(isInjection);
  const wanted = attacks.filter(({ row }) => row.technique !== SYNTAX_PROBE);
  return {
    api,
    recall: share(wanted, isInjection),
    syntaxProbes: share(
      attacks.filter(({ row }) => row.technique === SYNTAX_PROBE),
      isInjection,
    ),
    falseOfReal: share(
      benign.filter(({ row }) => !isGenerated(row)),
      isInjection,
    ),
    falseOfGenerated: share(
      benign.filter(({ row }) => isGenerated(row)),
      isInjection,
    ),
    byTechnique: sharesBy(attacks, ({ row }) => row.technique, isInjection),
    techniqueAgreement: share(
      found.filter(({ row }) => KNOWN_TECHNIQUES.has(row.technique)),
      ({ row, verdict }) => verdict.technique === row.technique,
    ),
    outcomeAgreement: share(
      found.filter(({ row }) => row.success !== null),
      ({ row, verdict }) => (verdict.outcome === 'exfiltration') === row.success,
    ),
    bySource: sharesBy(texts, ({ row }) => row.source, isRight),
    missed: attacks
      .filter((text) => !isInjection(text))
      .sort((a, b) => a.verdict.confidence - b.verdict.confidence),
    falseAlarms: benign
      .filter(isInjection)
      .sort((a, b) => b.verdict.confidence - a.verdict.confidence),
  };
}

const isInjection = ({ verdict }: JudgedText): boolean => verdict.injection;
const isRight = ({ row, verdict }: JudgedText): boolean =>
  verdict.injection === (row.label === 'malicious');
const isGenerated = ({ source }: LabelledText): boolean => source.startsWith('synthetic');

function share(texts: readonly JudgedText[], isHit: (text: JudgedText) => boolean): Share {
  return { of: texts.length, hits: texts.filter(isHit).length };
}

function sharesBy(
  texts: readonly JudgedText[],
  keyOf: (text: JudgedText) => string,
  isHit: (text: JudgedText) => boolean,
): ReadonlyMap<string, Share> {
  const groups = groupsBy(texts, keyOf);
  return new Map([...groups].map(([key, group]) => [key, share(group, isHit)]));
}
