import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ANALYSERS } from '../../lib/query';
import { KnownQueries } from '../../lib/query/templates/judgeWithTemplates';
import { ShapeBook } from '../../lib/query/templates/shapeBook';
import type { Api } from '../../lib/telemetry/event';
import { inputError } from '../input/byteSource';
import { resolvePath } from '../paths';
import { UsageError } from '../command';
import { readLine } from './queryLine';

export type KnownByApi = ReadonlyMap<Api, KnownQueries>;

/**
 * Learns the queries that are normal from NDJSON lines `{"text", "api"}`, each line one sighting.
 * @throws UsageError naming the file and the line that is wrong
 * @throws InputError where the file cannot be read
 */
export async function learnFrom(path: string, defaultApi: string): Promise<KnownByApi> {
  const books = new Map<Api, ShapeBook>();
  let number = 0;
  try {
    const lines = createInterface({
      input: createReadStream(resolvePath(path)),
      crlfDelay: Infinity,
    });
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const read = readLine(line.replace(/^\uFEFF/, ''), defaultApi);
      if ('problem' in read) throw new UsageError(`${path}, line ${number}: ${read.problem}`);
      const book = books.get(read.api) ?? new ShapeBook();
      books.set(read.api, book);
      book.learn(ANALYSERS[read.api](read.text).understanding.shape, number, String(number));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw inputError(path, error);
  }
  return new Map([...books].map(([api, book]) => [api, new KnownQueries(book)]));
}
