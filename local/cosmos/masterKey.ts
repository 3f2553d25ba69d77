import { createHmac, timingSafeEqual } from 'node:crypto';
import { CosmosError } from './cosmosError';

/** The key that Microsoft publishes for the Cosmos DB emulator; it protects nothing. */
export const EMULATOR_KEY =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

export interface SignedRequest {
  readonly method: string;
  /** Decoded path segments, for example `['dbs', 'warden', 'colls', 'alerts', 'docs']`. */
  readonly segments: readonly string[];
  readonly date: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * Checks the master key signature of a request.
 * Scheme: https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
 * @throws CosmosError 401 when it is missing or made with another key.
 */
export function checkMasterKey(key: string, request: SignedRequest): void {
  const expected = Buffer.from(encodeURIComponent(sign(key, request)));
  const given = Buffer.from(/sig%3D(.+)$/i.exec(request.authorization ?? '')?.[1] ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new CosmosError(
      401,
      'Unauthorized',
      "The input authorization token can't serve the request. The wrong key is being used or the " +
        'expected payload is not built as per the protocol.',
    );
  }
}

function sign(key: string, { method, segments, date = '' }: SignedRequest): string {
  // A feed (`.../docs`) is signed with its parent's name, a resource with its own.
  const isFeed = segments.length % 2 === 1;
  const type = segments.at(isFeed ? -1 : -2) ?? '';
  const resource = (isFeed ? segments.slice(0, -1) : segments).join('/');
  const text = `${method.toLowerCase()}\n${type}\n${resource}\n${date.toLowerCase()}\n\n`;
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
}
