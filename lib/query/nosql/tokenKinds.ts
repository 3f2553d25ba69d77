/** What a token is. Keywords have kinds of their own, so that the parser can switch on one number. */
export const END = 0;
export const NAME = 1;
export const STRING = 2;
/** A string literal that the text ends in. */
export const OPEN_STRING = 3;
export const NUMBER = 4;
export const PARAMETER = 5;
/** `@@version` and the like: variables of other databases. */
export const FOREIGN_VARIABLE = 6;
/** A character that the language does not know. */
export const UNKNOWN = 7;

export const OPEN_PAREN = 10;
export const CLOSE_PAREN = 11;
export const OPEN_BRACKET = 12;
export const CLOSE_BRACKET = 13;
export const OPEN_BRACE = 14;
export const CLOSE_BRACE = 15;
export const COMMA = 16;
export const DOT = 17;
export const COLON = 18;
export const SEMICOLON = 19;
export const QUESTION = 20;
export const COALESCE = 21;

export const EQUAL = 24;
export const NOT_EQUAL = 25;
export const LESS = 26;
export const LESS_EQUAL = 27;
export const GREATER = 28;
export const GREATER_EQUAL = 29;
export const PLUS = 30;
export const MINUS = 31;
export const STAR = 32;
export const SLASH = 33;
export const PERCENT = 34;
export const BIT_AND = 35;
export const BIT_OR = 36;
export const BIT_XOR = 37;
export const BIT_NOT = 38;
export const CONCATENATE = 39;
export const SHIFT = 40;

export const ALL = 50;
export const AND = 51;
export const ARRAY = 52;
export const AS = 53;
export const ASC = 54;
export const BETWEEN = 55;
export const BY = 56;
export const DESC = 57;
export const DISTINCT = 58;
export const ESCAPE = 59;
export const EXISTS = 60;
export const FALSE = 61;
export const FIRST = 62;
export const FROM = 63;
export const GROUP = 64;
export const IN = 65;
export const JOIN = 66;
export const LAST = 67;
export const LIKE = 68;
export const LIMIT = 69;
export const NOT = 70;
export const NULL = 71;
export const OFFSET = 72;
export const OR = 73;
export const ORDER = 74;
export const RANK = 75;
export const SELECT = 76;
export const TOP = 77;
export const TRUE = 78;
export const UDF = 79;
export const UNDEFINED = 80;
export const VALUE = 81;
export const WHERE = 82;

const FIRST_KEYWORD = ALL;

export const isKeyword = (kind: number): boolean => kind >= FIRST_KEYWORD;

/** Values written in the statement itself: what a careless program pastes in. */
export const isLiteral = (kind: number): boolean =>
  kind === STRING ||
  kind === NUMBER ||
  kind === TRUE ||
  kind === FALSE ||
  kind === NULL ||
  kind === UNDEFINED ||
  kind === OPEN_STRING;

/** Words that begin a clause. */
export const isClauseStart = (kind: number): boolean =>
  kind === WHERE ||
  kind === ORDER ||
  kind === GROUP ||
  kind === OFFSET ||
  kind === FROM ||
  kind === SELECT ||
  kind === JOIN ||
  kind === LIMIT;
