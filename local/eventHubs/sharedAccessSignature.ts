import { createHmac, timingSafeEqual } from 'node:crypto';
import { EventHubsError } from './eventHubsError';
import { entityPath } from './linkAddress';

/** The key that a connection string carries. */
export interface SharedAccessKey {
  name: string;
  value: string;
}

/** What a token allows. */
export interface AccessClaim {
  /** Entity path, lower case; everything below it is allowed too. Empty: the whole namespace. */
  path: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const TOKEN_PREFIX = 'SharedAccessSignature ';

const refused = (why: string): EventHubsError =>
  new EventHubsError('amqp:unauthorized-access', why);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new EventHubsError(
      'amqp:unauthorized-access',
      'MalformedToken: The token is malformed.',
      {
        cause: error,
      },
    );
  }
};

const sign = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * Checks a shared access signature: an HMAC-SHA256 of the resource, as it is written in the token,
 * and the expiry in seconds since 1970, with a line feed between.
 *
 * @throws EventHubsError with Azure's words when the token is malformed, expired or signed otherwise.
 */
export function verifySharedAccessSignature(token: string, key: SharedAccessKey): AccessClaim {
  const fields = new Map(
    token
      .slice(TOKEN_PREFIX.length)
      .split('&')
      .map((field): [string, string] => {
        const equals = field.indexOf('=');
        return [field.slice(0, equals), field.slice(equals + 1)];
      }),
  );
  const resource = fields.get('sr');
  const signature = fields.get('sig');
  const expiry = fields.get('se');
  const keyName = fields.get('skn');
  if (
    !token.startsWith(TOKEN_PREFIX) ||
    resource === undefined ||
    signature === undefined ||
    expiry === undefined ||
    keyName === undefined ||
    !/^\d+$/.test(expiry)
  )
    throw refused('MalformedToken: The token is malformed.');

  const expected = sign(key.value, `${resource}\n${expiry}`);
  const given = Buffer.from(decode(signature), 'base64');
  const matches = given.length === expected.length && timingSafeEqual(given, expected);
  if (!matches || decode(keyName) !== key.name)
    throw refused('InvalidSignature: The token has an invalid signature.');

  const expiresAt = Number(expiry) * 1000;
  // Tokens are made with the client's clock, not with the clock that events are stamped with.
  if (expiresAt <= Date.now())
    throw refused(`ExpiredToken: The token is expired. Expiration time was '${expiry}'.`);
  return { path: entityPath(decode(resource)).toLowerCase(), expiresAt };
}
