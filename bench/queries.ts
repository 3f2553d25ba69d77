import { randomNumbers } from '../lib/simulation/records';
import { analyse, createVerdictCache } from '../lib/query';
import { APIS, type Api } from '../lib/telemetry/event';
import { QUERY_GRAMMARS } from './queryGrammars';

const TEXTS = 20_000;
const ROUNDS = 5;
const LENGTH = 160;

/** Microseconds a text, the best of five rounds. */
export interface QueryFigures {
  readonly api: Api;
  readonly characters: number;
  readonly injections: number;
  readonly parse: number;
  readonly analysis: number;
  readonly cached: number;
}

/** Analysis of all-distinct texts, with and without the cache, beside `JSON.parse` of the same. */
export function queryFigures(): QueryFigures[] {
  return APIS.map(figuresOf);
}

function figuresOf(api: Api): QueryFigures {
  const texts = distinctTexts(api);
  const envelopes = texts.map((query) => JSON.stringify({ query, parameters: [] }));
  const cache = createVerdictCache({ maxCharacters: 64_000_000 });
  for (const text of texts) cache(api, text, {});
  let injections = 0;
  for (const text of texts) if (analyse(api, text).injection) injections += 1;
  const best = { parse: Infinity, analysis: Infinity, cached: Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    best.parse = Math.min(
      best.parse,
      timeOf(envelopes, (text) => JSON.parse(text)),
    );
    best.analysis = Math.min(
      best.analysis,
      timeOf(texts, (text) => analyse(api, text)),
    );
    best.cached = Math.min(
      best.cached,
      timeOf(texts, (text) => cache(api, text, {})),
    );
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return { api, characters, injections: injections / texts.length, ...best };
}

function timeOf(texts: readonly string[], work: (text: string) => unknown): number {
  const started = performance.now();
  for (const text of texts) work(text);
  return ((performance.now() - started) * 1000) / texts.length;
}

/** Texts of about 160 characters, no two alike; every second one carries an attack. */
function distinctTexts(api: Api): string[] {
  const random = randomNumbers(31);
  const below = (limit: number) => Math.floor(random() * limit);
  const grammar = QUERY_GRAMMARS[api];
  const pick = (choices: readonly string[]) => choices[below(choices.length)] ?? '';
  const texts = new Set<string>();
  while (texts.size < TEXTS) {
    const isAttack = texts.size % 2 === 1;
    let conditions = grammar.condition(pick(grammar.fields), below(1e9));
    if (isAttack) conditions += fill(pick(grammar.attacks), below(1e6));
    let text = grammar.statement(conditions);
    while (text.length < LENGTH) {
      conditions = grammar.condition(pick(grammar.fields), below(1e9)) + grammar.and + conditions;
      text = grammar.statement(conditions);
    }
    texts.add(text);
  }
  return [...texts];
}

/** `#` stands for a number, so that attacks differ as well. */
function fill(attack: string, number: number): string {
  return attack.replaceAll('#', String(number));
}
