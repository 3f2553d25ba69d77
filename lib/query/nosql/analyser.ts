import type { Analyser, Sign, Understanding } from '../verdict';
import { foldConstants } from './fold';
import { resolveNames, type Names } from './names';
import { Reading } from './reading';
import { shapeOf } from './shape';
import { addedConditions } from './signs/addedConditions';
import { breakSigns, keySigns } from './signs/breaks';
import { commentSigns } from './signs/comments';
import { costSigns } from './signs/cost';
import { foreignWords } from './signs/foreignWords';
import { SignList } from './signs/signList';
import { readStatement } from './statement';
import { summaryOf } from './summary';
import { tokenize } from './tokenizer';

/** The service takes statements of up to 512 KB; a longer text is read as one cut there. */
export const LONGEST_TEXT = 512 * 1024;

/** Used again for every text, so that reading one allocates next to nothing. */
const shared = new Reading();

/** Analyses the text of a query of the API for NoSQL. */
export const analyseNoSql: Analyser = (text, options) => {
  const isTooLong = text.length > LONGEST_TEXT;
  const seen = isTooLong ? text.slice(0, LONGEST_TEXT) : text;
  const cut = options?.cut === true || isTooLong;
  read(shared, seen);
  const names = resolveNames(shared);
  const valid = !isTooLong && shared.followsGrammar(cut) && areKnown(names);
  return {
    signs: signsOf(shared, names, valid, cut),
    understanding: new NoSqlUnderstanding(seen, valid),
  };
};

function read(reading: Reading, text: string): void {
  tokenize(text, reading.tokens);
  reading.reset();
  readStatement(reading);
  foldConstants(reading);
}

const areKnown = (names: Names): boolean =>
  names.unresolved.length === 0 &&
  names.unknownCalls.length === 0 &&
  names.unresolvedSources.length === 0;

function signsOf(reading: Reading, names: Names, valid: boolean, cut: boolean): readonly Sign[] {
  const signs = new SignList(reading);
  addedConditions(reading, signs);
  keySigns(reading, signs);
  costSigns(reading, signs);
  if (reading.tokens.comments.length > 0) commentSigns(reading, signs, cut);
  if (!valid) {
    breakSigns(reading, signs, cut);
    foreignWords(reading, names, signs);
  }
  signs.preferAddedCode();
  return signs.signs;
}

/** Says what was understood; words and shape are made only when somebody asks. */
class NoSqlUnderstanding implements Understanding {
  constructor(
    private readonly text: string,
    readonly valid: boolean,
  ) {}

  get summary(): string {
    const reading = new Reading();
    read(reading, this.text);
    return summaryOf(reading);
  }

  get shape(): string {
    return shapeOf(this.text);
  }
}
