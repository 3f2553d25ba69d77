/** Words that CQL texts are made of. */

const WORDS =
  'select insert update delete begin batch apply create alter drop truncate use grant revoke list ' +
  'describe desc from into values where and or not in is null contains key like between set if ' +
  'exists limit per partition allow filtering order by asc group using ttl timestamp json distinct ' +
  'as on to with table keyspace index type function role token count true false unlogged counter ' +
  'k v id key name a b c text int ann of union default unset xor having cast';

const KNOWN: ReadonlyMap<string, string> = new Map(WORDS.split(' ').map((word) => [word, word]));

/** The one copy of a word that occurs often: comparing it takes no look at its letters. */
export function sharedWord(word: string): string {
  return KNOWN.get(word) ?? word;
}
