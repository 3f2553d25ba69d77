/** Stands in a shape where a text has a literal or a parameter. */
export const PLACEHOLDER = '?';
/** Stands where a text has several that only differ in their values. */
const REPEATED = '?+';

/** The tokens of a shape, in any of the languages: words, placeholders, single characters. */
export function shapeTokens(shape: string): readonly string[] {
  return shape.match(/\?\+?|[$@]?[\w$]+|[^\s\w]/gu) ?? [];
}

export function isPlaceholder(token: string | undefined): boolean {
  return token === PLACEHOLDER || token === REPEATED;
}

export const isWord = (token: string): boolean => /^[\w$]/.test(token);

/** How many values there are is no difference. */
export function isSameToken(a: string | undefined, b: string | undefined): boolean {
  return a === b || (isPlaceholder(a) && isPlaceholder(b));
}

/** Whether one value of a template became several, and not in a list in brackets. */
export function isRepeated(
  known: readonly string[],
  tokens: readonly string[],
  at: number,
): boolean {
  return known[at] === PLACEHOLDER && tokens[at] === REPEATED && tokens[at - 1] !== '[';
}
