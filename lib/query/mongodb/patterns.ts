/** What a regular expression finds and costs. */

const ANCHORS = /^(?:\(\?[a-z]+\))?\^?|\$?$/g;
const ANYTHING =
  /^(?:|(?:\(?(?:\.|\[\\s\\S\]|\[\\S\\s\]|\[\\w\\W\]|\[\^\]|\[\\d\\D\])(?:[*+]\??|\{\d*,?\d*\})?\)?\|?)+)$/;
/** One repeated atom that is repeated again: `(a+)+`, `([a-z]*)*`, `(.*)+`. */
const NESTED_REPEAT =
  /\((?:\?:)?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\()[\]])[*+]\??\)(?:[*+]|\{\d+,\d*\})/;
/** A repeated atom and nothing that must stand behind it, repeated again: `(a+b?)+`. */
const REPEATED_REPEATS =
  /\((?:\?:)?(?:(?:\\.|\[[^\]\\]*\]|\([^()*+]{1,20}\)|[^\\()[\]*+])[*+]\??)(?:(?:\\.|[^\\()[\]*+])[*+?]\??|\.){0,3}\)(?:[*+]|\{\d+,\d*\})/;
/** A wildcard that is repeated with what follows it: `(.*a){20}`. */
const REPEATED_WILDCARD = /\(\.[*+][^()*+]{1,8}\)(?:[*+]|\{\d{2,},?\d*\})/;
/** Alternatives that begin alike, repeated: `(a|aa)+`, `(a|a?)+`. */
const OVERLAPPING_REPEAT = /\((?:\?:)?(\w)\|\1[^()|]{0,8}\)[*+]/;
const LONGEST_LOOKED_AT = 512;

/** True for `.*`, `^`, `.{3}` and every other pattern that says nothing about the text. */
export function matchesAnything(pattern: string): boolean {
  if (pattern.length > 32) return false;
  // No pattern at all, but what people take for one.
  if (pattern === '*' || pattern === '(?:)') return true;
  return ANYTHING.test(pattern.replace(ANCHORS, ''));
}

/** True for `^$` and the like. */
export function matchesOnlyNothing(pattern: string): boolean {
  return pattern === '^$' || pattern === '^\\s*$';
}

/** True for `^bob$`, an equality that a program writes as a pattern to leave out case. */
export function matchesOneText(pattern: string): boolean {
  return (
    /^\^(?:[^\\^$.|?*+()[\]{}]|\\[^\w]|\.(?![*+?{]))+\$$/.test(pattern) && /\w\w/.test(pattern)
  );
}

/** True for a pattern whose time may grow exponentially with the text. */
export function isCatastrophic(pattern: string): boolean {
  const looked = pattern.slice(0, LONGEST_LOOKED_AT);
  return [NESTED_REPEAT, REPEATED_REPEATS, REPEATED_WILDCARD, OVERLAPPING_REPEAT].some((costly) =>
    costly.test(looked),
  );
}
