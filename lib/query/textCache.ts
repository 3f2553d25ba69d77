import type { Api } from '../telemetry/event';
import type { AnalysisOptions } from './verdict';

/** What is made of a text in the language of an API. */
export type OfText<Value> = (api: Api, text: string, options: AnalysisOptions) => Value;

/** Each entry also costs this much besides its text: the value and the map's own room. */
const ENTRY_CHARACTERS = 200;

/**
 * Remembers what was made of texts, by language. Holds texts of at most `maxCharacters` UTF-16
 * units together, in two generations: when the younger is full, what was not asked for since is
 * forgotten. A text longer than a sixteenth of the bound is worked on every time.
 */
export function cacheByText<Value>(
  make: OfText<Value>,
  { maxCharacters }: { readonly maxCharacters: number },
): OfText<Value> {
  let young = new Map<string, Map<string, Value>>();
  let old = new Map<string, Map<string, Value>>();
  let characters = 0;
  return (api, text, options) => {
    if (text.length + ENTRY_CHARACTERS > maxCharacters / 16) return make(api, text, options);
    const language = options.cut === true ? `${api}, cut` : api;
    const known = young.get(language)?.get(text);
    if (known !== undefined) return known;
    const value = old.get(language)?.get(text) ?? make(api, text, options);
    characters += text.length + ENTRY_CHARACTERS;
    if (characters > maxCharacters / 2) {
      old = young;
      young = new Map();
      characters = text.length + ENTRY_CHARACTERS;
    }
    const values = young.get(language) ?? new Map<string, Value>();
    young.set(language, values.set(text, value));
    return value;
  };
}
