import { containerPath } from '../telemetry/displayNames';
import { inlinedIn } from '../query/inlinedValues';
import type { AccessEvent } from '../telemetry/event';
import type { NameList } from './nameList';
import { DistinctCount } from './sketches/distinctCount';
import { KeySample } from './sketches/keySample';
import { NO_SEED, textHash } from './sketches/textHash';

/** Operations of an application, and texts, that are sampled of an hour. */
const SAMPLED_OF_APPLICATION = 24;
const SAMPLED_TEXTS = 96;
/** Applications and containers that are told apart; the others go together under the empty name. */
const MOST_APPLICATIONS = 10;
const MOST_CONTAINERS = 12;
/** One in so many texts is looked at for values. */
const EXAMINED = 8;
/** Characters of an activity id that are hashed. */
const ID_END = 12;

/** Query texts of one container. */
export interface ContainerTexts {
  /** `database/container`; empty for those that found no room. */
  readonly container: string;
  readonly texts: number;
  readonly obfuscated: number;
  /** Cut by the platform. */
  readonly cut: number;
  /** Texts that were looked at, one in eight; and of these those with values where parameters could be. */
  readonly examined: number;
  readonly inlined: number;
  /** Different ones of these. */
  readonly distinct: DistinctCount;
  /** One of these without its literals, or empty. */
  readonly example: string;
}

/** Query operations of an application that were sampled, and those whose text did not come. */
export interface ApplicationQueries {
  readonly application: string;
  readonly sampled: number;
  readonly withoutText: number;
}

/** What the logs of an hour show of queries and their texts. */
export interface QueryTextHour {
  readonly containers: readonly ContainerTexts[];
  readonly applications: readonly ApplicationQueries[];
}

/** The stored form; containers are numbers of names. */
export interface StoredQueryTexts {
  readonly answered: string;
  readonly asked: readonly (readonly [application: string, sample: string])[];
  readonly containers: readonly (readonly [
    name: number,
    texts: number,
    obfuscated: number,
    cut: number,
    examined: number,
    inlined: number,
    distinct: string,
    example: string,
  ])[];
}

type MutableTexts = { -readonly [Name in keyof ContainerTexts]: ContainerTexts[Name] };

/** Which query operations there were, and which query texts came, within an hour. */
export class QueryTexts {
  private readonly asked = new Map<string, KeySample>();
  private readonly answered = new KeySample(SAMPLED_TEXTS);
  private readonly containers = new Map<string, MutableTexts>();
  private lastDatabase = '';
  private lastContainer = '';
  private lastTexts: MutableTexts | null = null;

  /** @throws SketchError where it is damaged */
  static from(stored: StoredQueryTexts, names: readonly string[]): QueryTexts {
    const texts = new QueryTexts();
    texts.answered.merge(KeySample.from(stored.answered, SAMPLED_TEXTS));
    for (const [application, sample] of stored.asked) {
      texts.asked.set(application, KeySample.from(sample, SAMPLED_OF_APPLICATION));
    }
    for (const [
      name,
      count,
      obfuscated,
      cut,
      examined,
      inlined,
      sketch,
      example,
    ] of stored.containers) {
      const container = names[name] ?? '';
      const distinct = DistinctCount.from(sketch);
      const figures = { texts: count, obfuscated, cut, examined, inlined, distinct, example };
      texts.containers.set(container, { container, ...figures });
    }
    return texts;
  }

  /** Notes a query operation, or the text of one, or both. */
  see(event: AccessEvent): void {
    const { category, query, activityId, keyLow } = event;
    const isTextAlone = category === 'QueryRuntimeStatistics';
    if (isTextAlone ? query === null : event.operation !== 'query' || event.outcome !== 'ok')
      return;
    const key = activityId === '' ? keyLow >>> 0 : hashOfId(activityId);
    if (!isTextAlone) this.askedBy(event.application.family).add(key);
    if (query === null || query.text === '') return;
    this.answered.add(key);
    this.seeText(event, query);
  }

  merge(other: QueryTexts): void {
    this.answered.merge(other.answered);
    for (const [application, sample] of other.asked) this.askedBy(application).merge(sample);
    for (const texts of other.containers.values()) {
      const own = this.textsOf(texts.container);
      own.texts += texts.texts;
      own.obfuscated += texts.obfuscated;
      own.cut += texts.cut;
      own.examined += texts.examined;
      own.inlined += texts.inlined;
      own.distinct.merge(texts.distinct);
      own.example = exampleOf(own.example, texts.example);
    }
  }

  toHour(): QueryTextHour {
    return {
      containers: [...this.containers.values()],
      applications: [...this.asked].map(([application, sample]) => {
        const { compared, missing } = sample.comparedWith(this.answered);
        return { application, sampled: compared, withoutText: missing };
      }),
    };
  }

  toStored(names: NameList): StoredQueryTexts {
    return {
      answered: this.answered.toString(),
      asked: [...this.asked].map(([application, sample]) => [application, sample.toString()]),
      containers: [...this.containers.values()].map((one) => {
        const { container, texts, obfuscated, cut, examined, inlined, distinct, example } = one;
        const name = names.numberOf(container);
        return [name, texts, obfuscated, cut, examined, inlined, distinct.toString(), example];
      }),
    };
  }

  private seeText(event: AccessEvent, query: NonNullable<AccessEvent['query']>): void {
    const own = this.textsAsked(event);
    own.texts += 1;
    if (query.obfuscated) own.obfuscated += 1;
    if (query.cut) own.cut += 1;
    // Looking costs more than counting. By the record's key, so that copies and order change nothing.
    if (event.keyLow % EXAMINED !== 0) return;
    own.examined += 1;
    const example = inlinedIn(event.api, query);
    if (example === null) return;
    own.inlined += 1;
    own.distinct.add(textHash(query.text, NO_SEED));
    own.example = exampleOf(own.example, example);
  }

  private askedBy(application: string): KeySample {
    const known = this.asked.get(application);
    if (known !== undefined) return known;
    if (application !== '' && this.asked.size >= MOST_APPLICATIONS) return this.askedBy('');
    const sample = new KeySample(SAMPLED_OF_APPLICATION);
    this.asked.set(application, sample);
    return sample;
  }

  /** Those of the event's container; queries of one come in runs. */
  private textsAsked(event: AccessEvent): MutableTexts {
    const { database, container } = event;
    if (
      this.lastTexts !== null &&
      database === this.lastDatabase &&
      container === this.lastContainer
    ) {
      return this.lastTexts;
    }
    const texts = this.textsOf(containerPath(event));
    this.lastTexts = texts;
    this.lastDatabase = database;
    this.lastContainer = container;
    return texts;
  }

  private textsOf(container: string): MutableTexts {
    const known = this.containers.get(container);
    if (known !== undefined) return known;
    if (container !== '' && this.containers.size >= MOST_CONTAINERS) return this.textsOf('');
    const distinct = new DistinctCount();
    const figures = { texts: 0, obfuscated: 0, cut: 0, examined: 0, inlined: 0 };
    const texts = { container, ...figures, distinct, example: '' };
    this.containers.set(container, texts);
    return texts;
  }
}

/** The end of an id is random in all versions of UUID but the first, of which then little is sampled. */
function hashOfId(activityId: string): number {
  return textHash(activityId, NO_SEED, Math.max(0, activityId.length - ID_END));
}

/** The one of two that comes first by name, whichever arrived first. */
function exampleOf(one: string, other: string): string {
  if (one === '' || other === '') return one + other;
  return one < other ? one : other;
}
