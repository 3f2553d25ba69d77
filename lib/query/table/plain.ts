/**
 * The commonest filters, told by one look along the text: properties that equal literals, joined by
 * `and`, and nothing that anybody can have added. They have no sign, so nothing else need be worked out.
 */

/** Words that mean something where a name may stand, in any case. */
const WORDS = 'and or not true null false eq ne gt ge lt le like'
  .replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
  .replaceAll(' ', '|');
const NAME = `(?!(?:${WORDS})[lmdfLMDF]?\\b)[A-Za-z]\\w*`;
/** A literal with a `%` or a `+` may have to be decoded. */
const COMPARISON = `${NAME} eq (?:'[^'%+]+'|\\d+|true|false|guid'[\\w-]+')`;
const FILTER = new RegExp(`^(?:\\$filter=)?${COMPARISON}(?: and ${COMPARISON})*$`);

/** True for `PartitionKey eq 'a' and Size eq 5` and `$filter=Name eq 'a'`. */
export function isPlain(text: string): boolean {
  return FILTER.test(text);
}
