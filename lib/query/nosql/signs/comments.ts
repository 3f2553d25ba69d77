import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import type { Comment } from '../tokens';
import { SIGNS } from '../weights';
import { followsLiteral } from './positions';
import type { SignList } from './signList';

const MOST_COMMENTS = 100;
/** A comment is searched for hidden code up to this length. */
const LONGEST_SEARCH = 2000;

/** Comments that hide what the program meant to follow, or that are there to hide from filters. */
export function commentSigns(reading: Reading, signs: SignList, cut: boolean): void {
  for (const comment of reading.tokens.comments.slice(0, MOST_COMMENTS)) {
    if (comment.block) blockComment(reading, signs, comment, cut);
    else lineComment(reading, signs, comment);
  }
}

function blockComment(reading: Reading, signs: SignList, comment: Comment, cut: boolean): void {
  const { text } = reading.tokens;
  const body = text.slice(comment.start + 2, Math.min(comment.end, comment.start + LONGEST_SEARCH));
  const add = (kind: (typeof SIGNS)[keyof typeof SIGNS]): void => {
    signs.addRange(kind, comment.start, comment.end);
  };
  if (comment.open && !cut) add(SIGNS.openComment);
  else if (body.startsWith('!')) add(SIGNS.versionComment);
  else if (hiddenQuote(body) >= 0 && comment.tokensBefore > 0) add(SIGNS.quoteInComment);
  else if (body === '*/' && isSqueezed(text, comment)) add(SIGNS.commentAsSpace);
}

/** No space on either side, as between two words that an empty comment keeps apart. */
function isSqueezed(text: string, comment: Comment): boolean {
  const before = text[comment.start - 1] ?? ' ';
  const after = text[comment.end] ?? ' ';
  return before.trim() !== '' && after.trim() !== '';
}

function lineComment(reading: Reading, signs: SignList, comment: Comment): void {
  const { tokens } = reading;
  const before = comment.tokensBefore - 1;
  if (before < 0) return;
  const body = tokens.text.slice(
    comment.start + 2,
    Math.min(comment.end, comment.start + LONGEST_SEARCH),
  );
  const isLast = tokens.kind(comment.tokensBefore) === T.END;
  const quote = hiddenQuote(body);
  if (!sharesLine(reading, before, comment) && !/^[\s\-+)\]}%]*['"]/.test(body)) return;
  if (quote >= 0 && continuesCode(body.slice(quote + 1))) {
    signs.addRange(SIGNS.hiddenQuote, comment.start, comment.end);
    const [first] = reading.tree.queries[0]?.keyLists ?? [];
    if (first === undefined) return;
    const clause = reading.tree.first(first) - 2;
    signs.addTokens(SIGNS.clauseBeforeComment, clause, reading.tree.last(first));
  } else if (!isLast) return;
  else if (hidesClause(body)) {
    const share = followsLiteral(reading, comment.tokensBefore) ? 1 : 0.9;
    signs.addRange(SIGNS.hiddenClause, comment.start, comment.end, share);
  } else if (/^[\s+\-;)\]}%"']*$/.test(body)) {
    signs.addRange(SIGNS.bareComment, comment.start, comment.end);
  } else if (isOneLine(reading, comment)) {
    const isRemark = /^\s+\p{L}/u.test(body);
    signs.addRange(isRemark ? SIGNS.remark : SIGNS.endComment, comment.start, comment.end);
  }
}

function sharesLine({ tokens }: Reading, before: number, comment: Comment): boolean {
  for (let at = comment.start - 1; at >= tokens.end(before); at -= 1) {
    const code = tokens.text.charCodeAt(at);
    if (code === 10 || code === 13) return false;
  }
  return true;
}

function isOneLine({ tokens }: Reading, comment: Comment): boolean {
  const line = tokens.text.lastIndexOf('\n', comment.start);
  return line < tokens.start(0) && comment.end >= tokens.text.trimEnd().length;
}

/**
 * The first quote of a kind that comes an odd number of times, apostrophes within words apart;
 * -1 where all quotes have their partner.
 */
function hiddenQuote(body: string): number {
  const first = { "'": -1, '"': -1 };
  const odd = { "'": false, '"': false };
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (sign !== "'" && sign !== '"') continue;
    if (isLetter(body[at - 1]) && isLetter(body[at + 1])) continue;
    if (first[sign] < 0) first[sign] = at;
    odd[sign] = !odd[sign];
  }
  if (odd["'"]) return first["'"];
  return odd['"'] ? first['"'] : -1;
}

const isLetter = (sign: string | undefined): boolean =>
  sign !== undefined && sign.toLowerCase() !== sign.toUpperCase();

/** What would go on behind a literal: nothing, brackets, an operator, a clause, an argument. */
const continuesCode = (rest: string): boolean =>
  /^[\s)\]}%;,'"]*($|(and|or|order|group|offset|limit|between|in|like|not|escape|as|from|where|join|is|asc|desc)\b|[-+*/=<>!|&?:.\d])/i.test(
    rest,
  ) || /^[\s)\]}]*(,\s*(['"@[{(\d]|(true|false|null)\b)|\)\s*\w+\s*$)/i.test(rest);

/** The rest of a projection and its FROM: `c.id, c.title FROM c`, `, COUNT(1) AS n FROM c`. */
const PROJECTED = /(?:\*|[a-z_]\w*(?:\.\w+|\[[^[\]]*\])+|[a-z_]+\([^()]*\))(?:\s+as\s+\w+)?/.source;
const PROJECTION = new RegExp(
  `^[\\s,]*(?:(?:distinct|value)\\s+)*${PROJECTED}(?:\\s*,\\s*${PROJECTED})*\\s+from\\s+\\w`,
  'i',
);

/** The rest of a statement: `ORDER BY c.a`, `AND c.b = 1`, `FROM c`. */
const hidesClause = (body: string): boolean =>
  /(^|[\s)=])(order\s+by\s+[\w@(]|group\s+by\s+\w|offset\s+[\d@]|limit\s+[\d@])/i.test(body) ||
  /^[\s\-)\]}]*((and|or|from|where|join)\s+(not\s+)?[\w"@(]|(asc|desc)\s*$)/i.test(body) ||
  PROJECTION.test(body);
