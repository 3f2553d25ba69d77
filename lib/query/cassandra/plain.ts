/**
 * The commonest statements, told by one look along the text: columns that equal literals, and
 * nothing that anybody can have added. They have no sign, so nothing else need be worked out.
 */

/** Names, but no words that mean something where a name may stand. */
const NAME =
  '(?!(?:and|or|not|where|from|limit|allow|order|group|per|using|values|as|in|is|set|if|json|' +
  'distinct|true|false|null|nan|infinity|system\\w*)\\b)[a-z]\\w*';
/** A value that is the column's own name was not written by a program. */
const RELATION = `(${NAME}) = (?:'(?!\\1')[^']+'|\\d+)`;
const SELECT = new RegExp(
  `^select (?:\\*|${NAME}(?:, ?${NAME})*) from ${NAME}(?:\\.${NAME})? ` +
    `where ${RELATION}(?: and ${RELATION.replace('\\1', '\\2')})*` +
    '(?: limit \\d+)?(?: allow filtering)?;?$',
  'i',
);

/** True for `SELECT a FROM b WHERE c = 'd' AND e = 5 LIMIT 10` and the like. */
export function isPlain(text: string): boolean {
  return SELECT.test(text);
}
