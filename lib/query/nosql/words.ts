import type { Technique } from '../verdict';
import * as T from './tokenKinds';

/** A word that means something: a keyword, a function of the language, or a word of another database. */
export interface Word {
  readonly text: string;
  /** The token kind; `NAME` unless it is a keyword. */
  readonly kind: number;
  readonly builtin: boolean;
  readonly foreign: ForeignWord | null;
}

/** What a word of another database's language would do there. */
export interface ForeignWord {
  readonly technique: Technique;
  /** How much it says where a statement of this language could not have it, 0 to 1. */
  readonly weight: number;
}

const KEYWORDS: Readonly<Record<string, number>> = {
  all: T.ALL,
  and: T.AND,
  array: T.ARRAY,
  as: T.AS,
  asc: T.ASC,
  between: T.BETWEEN,
  by: T.BY,
  desc: T.DESC,
  distinct: T.DISTINCT,
  escape: T.ESCAPE,
  exists: T.EXISTS,
  false: T.FALSE,
  first: T.FIRST,
  from: T.FROM,
  group: T.GROUP,
  in: T.IN,
  join: T.JOIN,
  last: T.LAST,
  like: T.LIKE,
  limit: T.LIMIT,
  not: T.NOT,
  null: T.NULL,
  offset: T.OFFSET,
  or: T.OR,
  order: T.ORDER,
  rank: T.RANK,
  select: T.SELECT,
  top: T.TOP,
  true: T.TRUE,
  udf: T.UDF,
  undefined: T.UNDEFINED,
  value: T.VALUE,
  where: T.WHERE,
};

/**
 * System functions, from the query reference of Azure Cosmos DB for NoSQL, and those that the SDKs
 * write into rewritten queries: `C_Guid("...")`, `IS_BOOLEAN`, `_FullTextScore`.
 */
const BUILTINS = `
abs acos array_avg array_concat array_contains array_contains_all array_contains_any array_length
array_max array_median array_min array_slice array_sum asin atan atn2 avg ceiling choose concat
contains contains_all_ci contains_all_cs contains_any_ci contains_any_cs cos cot count countif
datetimeadd datetimebin datetimediff datetimeformat datetimefromparts datetimepart datetimetoticks
datetimetotimestamp day degrees documentid endswith exp floor fulltextcontains fulltextcontainsall
fulltextcontainsany fulltextscore getcurrentdatetime getcurrentdatetimestatic getcurrentticks
getcurrentticksstatic getcurrenttimestamp getcurrenttimestampstatic hash iif index_of intadd intbitand
intbitleftshift intbitnot intbitor intbitrightshift intbitxor intdiv intmod intmul intsub is_array
is_bool is_datetime is_defined is_finite_number is_integer is_null is_number is_object is_primitive
is_string lastsubstringafter lastsubstringbefore last_index_of left length log log10 lower ltrim max
min makelist makeset month numberbin objecttoarray pi power radians rand regexextract regexextractall
regexmatch replace replicate reverse right round rrf rtrim setdifference setequal setintersect setunion
sign sin sqrt square st_area st_distance st_intersects st_isvalid st_isvaliddetailed st_within
startswith stringequals stringjoin stringsplit stringtoarray stringtoboolean stringtonull
stringtonumber stringtoobject substring substringafter substringbefore sum tan tickstodatetime
timestamptodatetime tostring trim trunc upper vectordistance year
arraytoobject is_boolean _fulltextscore _fulltextwordcount c_binary c_float32 c_float64 c_guid c_int16
c_int32 c_int64 c_int8 c_uint32`;

/** Words of other databases, by what they are for there. */
const FOREIGN: readonly [Technique, number, string][] = [
  ['union', 0.95, 'union intersect except minus'],
  [
    'stacked',
    0.9,
    'drop delete insert update exec execute declare shutdown grant revoke truncate create alter merge use backup restore call',
  ],
  [
    'time-blind',
    0.92,
    `sleep pg_sleep benchmark waitfor delay dbms_lock dbms_pipe receive_message randomblob generate_series`,
  ],
  [
    'error-based',
    0.91,
    `utl_inaddr get_host_address get_host_name extractvalue updatexml ctxsys drithsx dbms_utility sqlid_to_sqlhash
     xmltype dbms_xmlgen xmlserialize name_const gtid_subset json_keys polygon multipoint linestring geometrycollection
     ordsys utl_http httpuritype raiserror`,
  ],
  [
    'schema-or-file-access',
    0.9,
    `information_schema sysobjects syscolumns sysusers sysdatabases syslogins sys master msdb tempdb mysql pg_catalog
     pg_user pg_shadow pg_database sqlite_master sqlite_version all_tables all_tab_columns all_users user_tables
     user_tab_columns dba_users v$version v$instance table_schema table_name column_name load_file outfile dumpfile
     infile xp_cmdshell xp_dirtree xp_regread xp_fileexist sp_password sp_addlogin sp_addsrvrolemember sp_executesql
     sp_oacreate openrowset opendatasource openquery bulk utl_file pg_read_file pg_ls_dir copy db_name object_id
     system_user session_user current_user current_database host_name suser_sname is_srvrolemember schema_name
     dual rownum attach pragma sysibm syscat systables xtype`,
  ],
  [
    'boolean-blind',
    0.75,
    'rlike regexp glob similar ascii ord mid substr bin_to_num elt make_set strcmp conv sounds xor if case when unicode bitand',
  ],
  ['error-based', 0.78, 'cast convert'],
  [
    'error-based',
    0.6,
    'char chr nchar unhex concat_ws group_concat string_agg listagg md5 sha1 to_char',
  ],
  ['boolean-blind', 0.75, 'having'],
  ['clause-injection', 0.75, 'procedure analyse into values fetch returning set'],
  ['schema-or-file-access', 0.7, 'version user database schema table'],
  [
    'operator-abuse',
    0.3,
    'is isnull ilike coalesce nvl ifnull now getdate nullif len div mod instr position',
  ],
];

const SIZE = 2048;
const slots = new Uint16Array(SIZE);
/** The whole hash of the word in a slot: tells most other words apart at once. */
const hashes = new Int32Array(SIZE);
/** All words; a token holds an index into it. Index 0 stands for any word that means nothing special. */
export const WORDS: Word[] = [{ text: '', kind: T.NAME, builtin: false, foreign: null }];
export const NO_WORD = 0;

/** Hash of a word from its length and three of its letters; ignores ASCII case. */
function hashOf(codes: Uint16Array, start: number, end: number): number {
  const middle = (codes[(start + end) >> 1] ?? 0) | 32;
  let hash = ((codes[start] ?? 0) | 32) * 31 + middle;
  hash = hash * 31 + ((codes[end - 1] ?? 0) | 32);
  return (hash * 31 + end - start) | 0;
}

const slotOf = (hash: number): number => (hash ^ (hash >>> 11)) & (SIZE - 1);

/** The index of the word at `start` to `end` of the text, in any case. */
export function wordAt(codes: Uint16Array, start: number, end: number): number {
  const hash = hashOf(codes, start, end);
  let slot = slotOf(hash);
  for (let index = slots[slot] ?? 0; index !== NO_WORD; index = slots[slot] ?? 0) {
    const word = hashes[slot] === hash ? WORDS[index] : undefined;
    if (word !== undefined && isSameWord(word.text, codes, start, end)) return index;
    slot = (slot + 1) & (SIZE - 1);
  }
  return NO_WORD;
}

function isSameWord(word: string, codes: Uint16Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at += 1) {
    const code = codes[start + at] ?? 0;
    const lower = code >= 65 && code <= 90 ? code | 32 : code;
    if (lower !== word.charCodeAt(at)) return false;
  }
  return true;
}

const codesOf = (text: string): Uint16Array =>
  Uint16Array.from(text, (letter) => letter.charCodeAt(0));

function add(word: Word): void {
  const codes = codesOf(word.text);
  if (wordAt(codes, 0, codes.length) !== NO_WORD) return;
  const hash = hashOf(codes, 0, codes.length);
  let slot = slotOf(hash);
  while (slots[slot] !== NO_WORD) slot = (slot + 1) & (SIZE - 1);
  slots[slot] = WORDS.push(word) - 1;
  hashes[slot] = hash;
}

const listed = (words: string): string[] => words.trim().split(/\s+/);

for (const [text, kind] of Object.entries(KEYWORDS)) {
  add({ text, kind, builtin: false, foreign: null });
}
for (const text of listed(BUILTINS)) add({ text, kind: T.NAME, builtin: true, foreign: null });
for (const [technique, weight, words] of FOREIGN) {
  for (const text of listed(words)) {
    add({ text, kind: T.NAME, builtin: false, foreign: { technique, weight } });
  }
}
