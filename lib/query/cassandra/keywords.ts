/** Words that CQL texts are made of. */

const WORDS =
  'select insert update delete begin batch apply create alter drop truncate use grant revoke list ' +
  'describe desc from into values where and or not in is null contains key like between set if ' +
  'exists limit per partition allow filtering order by asc group using ttl timestamp json distinct ' +
  'as on to with table keyspace index type function role token count true false unlogged counter ' +
  'k v id key name a b c text int ann of union default unset xor having cast';

/** More than twice as many places as words, so that few words meet in one. */
const SIZE = 512;
const TABLE: (string | undefined)[] = new Array<string | undefined>(SIZE).fill(undefined);
for (const word of new Set(WORDS.split(' '))) {
  let slot = slotOf(word, 0, word.length);
  while (TABLE[slot] !== undefined) slot = (slot + 1) % SIZE;
  TABLE[slot] = word;
}

/**
 * The word at `start` to `end` of a text, in lower case. Of a word that occurs often it is the one
 * copy: making none saves time, and comparing it takes no look at its letters.
 */
export function wordAt(text: string, start: number, end: number): string {
  let slot = slotOf(text, start, end);
  for (let word = TABLE[slot]; word !== undefined; word = TABLE[slot]) {
    if (isWordAt(word, text, start, end)) return word;
    slot = (slot + 1) % SIZE;
  }
  return text.slice(start, end).toLowerCase();
}

/** Made of the length and three letters; bit 5 tells capitals from small letters. */
function slotOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start) | 32;
  const middle = text.charCodeAt((start + end) >> 1) | 32;
  const last = text.charCodeAt(end - 1) | 32;
  return (((first * 31 + middle) * 31 + last) * 31 + end - start) % SIZE;
}

function isWordAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++) {
    const code = text.charCodeAt(start + at);
    const lower = code >= 65 && code <= 90 ? code | 32 : code;
    if (lower !== word.charCodeAt(at)) return false;
  }
  return true;
}
