import { ANALYSERS } from '../../../lib/query';
import { judgeWithTemplates, KnownQueries } from '../../../lib/query/templates/judgeWithTemplates';
import { ShapeBook } from '../../../lib/query/templates/shapeBook';
import type { Verdict } from '../../../lib/query/verdict';
import type { Api } from '../../../lib/telemetry/event';

/** A container that has run each of these texts `times` times. */
export function container(api: Api, texts: readonly string[], times = 2): KnownQueries {
  const book = new ShapeBook();
  for (const text of texts) {
    const { shape } = ANALYSERS[api](text).understanding;
    for (let n = 0; n < times; n += 1) book.learn(shape, n, `record ${n}`);
  }
  return new KnownQueries(book);
}

/** Judges texts by what such a container knows. */
export function judgeOf(api: Api, texts: readonly string[]): (text: string) => Verdict {
  const known = container(api, texts);
  return (text) => judgeWithTemplates(ANALYSERS[api], known, text).verdict;
}
