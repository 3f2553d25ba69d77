import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { messageOf } from './log';

/** The parts of host.json that this host honours, with the defaults of the Azure extensions. */
const schema = z.object({
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      eventHubs: z
        .object({
          maxEventBatchSize: z.number().int().positive().default(100),
          prefetchCount: z.number().int().nonnegative().default(300),
          batchCheckpointFrequency: z.number().int().positive().default(1),
          initialOffsetOptions: z
            .object({
              type: z.enum(['fromStart', 'fromEnd', 'fromEnqueuedTime']).default('fromStart'),
              enqueuedTimeUtc: z.string().default(''),
            })
            .prefault({}),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type HostJson = z.infer<typeof schema>;

/** host.json cannot be read or holds a value that Azure's host would refuse. */
export class HostJsonError extends Error {
  override readonly name = 'HostJsonError';
  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(`Cannot use ${file}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Reads the host.json nearest to the bundle, in its folder or one above; defaults if there is none.
 *
 * @throws {HostJsonError}
 */
export function readHostJson(bundle: string): HostJson {
  for (let folder = dirname(resolve(bundle)); ; folder = dirname(folder)) {
    const file = join(folder, 'host.json');
    if (existsSync(file)) {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (error) {
        throw new HostJsonError(file, error);
      }
    }
    if (folder === dirname(folder)) return schema.parse({});
  }
}
