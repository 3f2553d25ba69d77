import { ANALYSERS } from '../../../lib/query';
import { verdictOf, type Analysis } from '../../../lib/query/verdict';
import type { Api } from '../../../lib/telemetry/event';
import { PAYLOADS, type Effect, type Payload } from './payloads';

/** A query of an application, broken open at one of its literals; it has no sign of its own. */
export interface BrokenQuery {
  readonly effect: Effect;
  readonly text: string;
  readonly analysis: Analysis;
}

/** Literals of a query that are broken open, the first ones. */
const MOST_LITERALS = 3;
const LITERAL = /'(?:''|\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?<![\w.@-])\d+(?:\.\d+)?(?![\w.-])/g;
const NAME = /^[A-Za-z_]\w*$/;
/** Statements that take what a user asks for. */
const HOST: Readonly<Record<Api, RegExp>> = {
  nosql: /\bWHERE\b/i,
  mongodb: /^\{"(?:find|aggregate|count|distinct|update|delete|findAndModify)"/,
  cassandra: /^\s*(?:SELECT|UPDATE|DELETE)\b/i,
  gremlin: /\bg\.(?:V|E)\(/,
  table: /./,
};
/** What stands in front of a literal that is a value to look for. */
const COMPARED: Readonly<Record<Api, RegExp>> = {
  nosql: /(?:[\w\]]\s*(?:=|!=|<>|<|>|<=|>=|LIKE)|CONTAINS\([^()]*,|STARTSWITH\([^()]*,)\s*$/i,
  mongodb:
    /"(?!find"|aggregate"|count"|update"|delete"|distinct"|findAndModify"|key"|limit"|\$)[\w.]+":\s*$/,
  cassandra: /\w\s*(?:=|<|>|<=|>=)\s*$/,
  gremlin: /(?:has\([^()]*,|\b[VE]\()\s*$/,
  table: /\b(?:eq|ne|gt|ge|lt|le)\s+$/,
};

/** Where values of MongoDB say what comes back and in which order: no user fills these. */
const COLUMNS = /"(?:projection|fields|sort|\$project|\$sort)":\s*\{[^{}]*$/;

/**
 * Every text that the payloads make of a query, as far as the analyser does not know it for an
 * injection by itself.
 * @param names properties of the query's application
 */
export function* breakOpen(
  api: Api,
  text: string,
  names: readonly string[],
): Iterable<BrokenQuery> {
  if (!HOST[api].test(text)) return;
  const { shape } = ANALYSERS[api](text).understanding;
  let literals = 0;
  for (const { index, 0: literal } of text.matchAll(LITERAL)) {
    const before = text.slice(0, index);
    if (!COMPARED[api].test(before) || COLUMNS.test(before)) continue;
    const put = (value: string): string =>
      text.slice(0, index) + value + text.slice(index + literal.length);
    if (ANALYSERS[api](put(otherValue(literal))).understanding.shape !== shape) continue;
    if (literals === MOST_LITERALS) return;
    literals += 1;
    for (const [at, payload] of PAYLOADS[api].entries()) {
      const body = bodyOf(payload, literal);
      if (body === null) continue;
      const broken = put(filled(body, text, names, at));
      const analysis = ANALYSERS[api](broken);
      if (analysis.understanding.shape === shape || !analysis.understanding.valid) continue;
      if (verdictOf(broken, analysis).injection) continue;
      yield { effect: payload.effect, text: broken, analysis };
    }
  }
}

/** Another value of the same kind: where it changes the shape, the literal is a name. */
function otherValue(literal: string): string {
  const quote = literal.charAt(0);
  return quote === "'" || quote === '"' ? `${quote}another${quote}` : '41';
}

function bodyOf(payload: Payload, literal: string): string | null {
  const quote = literal.charAt(0);
  if (quote !== "'" && quote !== '"') return payload.number;
  return payload.text === null ? null : payload.text.replaceAll("'", quote);
}

function filled(body: string, text: string, names: readonly string[], turn: number): string {
  const alias =
    /\bFROM\s+(?:\w+\s+(?:AS\s+)?(?!WHERE\b|JOIN\b|ORDER\b))?(\w+)/i.exec(text)?.[1] ?? 'c';
  const name = (offset: number): string => names[(turn + offset) % names.length] ?? 'state';
  return body.replaceAll('{a}', alias).replaceAll('{f}', name(0)).replaceAll('{g}', name(1));
}

/** The words of texts that may be names of properties, the most frequent first. */
export function propertyNames(api: Api, texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const name of new Set(namesIn(api, text))) {
      if (NAME.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return sorted.slice(0, 12).map(([name]) => name);
}

const NAMES_OF: Readonly<Record<Api, RegExp>> = {
  nosql: /\w\.(\w+)/g,
  mongodb: /"(\w+)":\s*(?:["{\d]|true|false|null)/g,
  cassandra: /\b(\w+)\s*(?:=|<|>|IN\b)/gi,
  gremlin: /has\(\s*['"](\w+)['"]\s*,/g,
  table: /\b(\w+)\s+(?:eq|ne|gt|ge|lt|le)\b/g,
};
/** Keys of MongoDB commands, which are no properties. */
const COMMAND_KEYS =
  /^(find|aggregate|filter|query|update|updates|delete|deletes|insert|documents|sort|limit|projection|pipeline|cursor|findAndModify|q|u|count|distinct|key|lsid|id|comment)$/;

function* namesIn(api: Api, text: string): Iterable<string> {
  for (const match of text.matchAll(NAMES_OF[api])) {
    const name = match[1] ?? '';
    if (api !== 'mongodb' || !COMMAND_KEYS.test(name)) yield name;
  }
}
