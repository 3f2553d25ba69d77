/** Stands in a shape where a text has a literal or a parameter. */
export const PLACEHOLDER = '?';

/** The tokens of a shape, in any of the languages: words, the placeholder, single characters. */
export function shapeTokens(shape: string): readonly string[] {
  return shape.match(/\?|[$@]?[\w$]+|[^\s\w]/gu) ?? [];
}
