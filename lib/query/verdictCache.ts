import type { Verdict, VerdictOf } from './verdict';

/** Each entry also costs this much besides its text: the verdict and the map's own room. */
const ENTRY_CHARACTERS = 200;

/**
 * Remembers verdicts by language and text. Holds texts of at most `maxCharacters` UTF-16 units
 * together, in two generations: when the younger is full, what was not asked for since is
 * forgotten. A text longer than a sixteenth of the bound is judged every time.
 */
export function cacheVerdicts(
  judge: VerdictOf,
  { maxCharacters }: { readonly maxCharacters: number },
): VerdictOf {
  let young = new Map<string, Map<string, Verdict>>();
  let old = new Map<string, Map<string, Verdict>>();
  let characters = 0;
  return (api, text, options) => {
    if (text.length + ENTRY_CHARACTERS > maxCharacters / 16) return judge(api, text, options);
    const language = options.cut === true ? `${api}, cut` : api;
    const known = young.get(language)?.get(text);
    if (known !== undefined) return known;
    const verdict = old.get(language)?.get(text) ?? judge(api, text, options);
    if (verdict === null) return null;
    characters += text.length + ENTRY_CHARACTERS;
    if (characters > maxCharacters / 2) {
      old = young;
      young = new Map();
      characters = text.length + ENTRY_CHARACTERS;
    }
    const verdicts = young.get(language) ?? new Map<string, Verdict>();
    young.set(language, verdicts.set(text, verdict));
    return verdict;
  };
}
