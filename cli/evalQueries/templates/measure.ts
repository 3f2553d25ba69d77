import { ANALYSERS } from '../../../lib/query';
import { KnownQueries } from '../../../lib/query/templates/judgeWithTemplates';
import { ShapeBook, TEMPLATE_SIGHTINGS } from '../../../lib/query/templates/shapeBook';
import { INJECTION_THRESHOLD, verdictOf, type Analysis } from '../../../lib/query/verdict';
import { randomNumbers } from '../../../lib/simulation/records';
import type { Api } from '../../../lib/telemetry/event';
import { groupsBy } from '../groups';
import type { LabelledText } from '../rows';
import type { Share } from '../score';
import { breakOpen, propertyNames } from './breakOpen';
import { EFFECTS, type Effect } from './payloads';
import { builtQueries } from './queryBuilders';

/** A text that learned templates alone misjudged. */
export interface Misjudged {
  readonly what: string;
  readonly text: string;
}

/** How learned templates judge one language, of texts that the analyser alone lets pass. */
export interface TemplateFigures {
  readonly api: Api;
  /** Known queries broken open that are called injections, by what the break does. */
  readonly broken: ReadonlyMap<Effect, Share>;
  /** Wrongly called: of a known application, functions that were not taught. */
  readonly otherFunctions: Share;
  /** Wrongly called: applications of which nothing was taught, against all others together. */
  readonly otherApplications: Share;
  /** Wrongly called: optional filters of query builders, half of which were taught. */
  readonly builders: Share;
  readonly misjudged: readonly Misjudged[];
}

/** Shapes that an application needs so that a half of it says something of the other. */
const FEWEST_SHAPES = 6;
/** Times that an application is cut into halves. */
const CUTS = 4;
const BUILDERS = 24;
const QUERIES_OF_BUILDER = 60;
/** Queries of an application that are broken open. */
const MOST_HOSTS = 150;

interface Query {
  readonly text: string;
  readonly application: string;
  readonly analysis: Analysis;
}

/** Measures with the benign rows of one language; each source is an application. */
export function measureTemplates(api: Api, rows: readonly LabelledText[]): TemplateFigures {
  const queries = queriesOf(api, rows);
  const applications = [...groupsBy(queries, ({ application }) => application).values()];
  const misjudged: Misjudged[] = [];
  const judge = new Judge(api, misjudged);
  return {
    api,
    broken: brokenShares(judge, applications),
    otherFunctions: functionShare(judge, 'another function', applications),
    otherApplications: applicationShare(judge, applications),
    builders: functionShare(judge, 'an optional filter', builderApplications(api)),
    misjudged,
  };
}

/** One query of each shape of an application, of those that are no injection by themselves. */
function queriesOf(api: Api, rows: readonly LabelledText[]): Query[] {
  const seen = new Set<string>();
  const queries: Query[] = [];
  for (const { text, label, source } of rows) {
    if (label !== 'benign') continue;
    const query = queryOf(api, text, source);
    const key = `${source}\n${query.analysis.understanding.shape}`;
    if (!query.analysis.understanding.valid || seen.has(key)) continue;
    if (verdictOf(text, query.analysis).injection) continue;
    seen.add(key);
    queries.push(query);
  }
  return queries;
}

function queryOf(api: Api, text: string, application: string): Query {
  return { text, application, analysis: ANALYSERS[api](text) };
}

class Judge {
  constructor(
    readonly api: Api,
    private readonly misjudged: Misjudged[],
  ) {}

  /** What a container knows that has run these queries, each as often as makes a template. */
  taught(queries: readonly Query[]): KnownQueries {
    const book = new ShapeBook();
    for (const [index, { analysis }] of queries.entries()) {
      for (let sighting = 0; sighting < TEMPLATE_SIGHTINGS; sighting += 1) {
        book.learn(analysis.understanding.shape, index, `${index}, ${sighting}`);
      }
    }
    return new KnownQueries(book);
  }

  /** Whether a text is called, kept apart where that is wrong. */
  calls(
    known: KnownQueries,
    { text, analysis }: Omit<Query, 'application'>,
    what: string,
  ): boolean {
    const sign = known.sign(text, analysis.understanding, ANALYSERS[this.api], {});
    const called = sign !== null && sign.weight >= INJECTION_THRESHOLD;
    if (called !== what.startsWith('a break')) this.misjudged.push({ what, text });
    return called;
  }
}

function brokenShares(judge: Judge, applications: readonly Query[][]): Map<Effect, Share> {
  const counts = new Map(EFFECTS.map((effect) => [effect, { of: 0, hits: 0 }]));
  for (const queries of applications) {
    const known = judge.taught(queries);
    const names = propertyNames(
      judge.api,
      queries.map(({ text }) => text),
    );
    if (names.length === 0) continue;
    for (const { text } of queries.slice(0, MOST_HOSTS)) {
      for (const broken of breakOpen(judge.api, text, names)) {
        const count = counts.get(broken.effect);
        if (count === undefined) continue;
        count.of += 1;
        if (judge.calls(known, broken, `a break that ${broken.effect}`)) count.hits += 1;
      }
    }
  }
  return counts;
}

function functionShare(judge: Judge, what: string, applications: readonly Query[][]): Share {
  const random = randomNumbers(7);
  let of = 0;
  let hits = 0;
  for (const queries of applications) {
    if (queries.length < FEWEST_SHAPES) continue;
    for (let cut = 0; cut < CUTS; cut += 1) {
      const halves = groupsBy(queries, () => random() < 0.5);
      const known = judge.taught(halves.get(true) ?? []);
      for (const query of halves.get(false) ?? []) {
        of += 1;
        if (judge.calls(known, query, what)) hits += 1;
      }
    }
  }
  return { of, hits };
}

function applicationShare(judge: Judge, applications: readonly Query[][]): Share {
  let of = 0;
  let hits = 0;
  for (const queries of applications) {
    const others = applications.filter((other) => other !== queries).flat();
    const known = judge.taught(others);
    const shapes = new Set(others.map(({ analysis }) => analysis.understanding.shape));
    for (const query of queries) {
      if (shapes.has(query.analysis.understanding.shape)) continue;
      of += 1;
      if (judge.calls(known, query, 'another application')) hits += 1;
    }
  }
  return { of, hits };
}

function builderApplications(api: Api): Query[][] {
  return Array.from({ length: BUILDERS }, (_, seed) => {
    const texts = [...builtQueries(api, seed + 1, QUERIES_OF_BUILDER)];
    const byShape = new Map(
      texts.map((text) => {
        const query = queryOf(api, text, `builder ${seed}`);
        return [query.analysis.understanding.shape, query];
      }),
    );
    return [...byShape.values()];
  });
}
