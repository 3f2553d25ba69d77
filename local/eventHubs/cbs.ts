import type { Message } from 'rhea';
import type { AccessClaims } from './accessClaims';
import { EventHubsError } from './eventHubsError';
import type { HubDirectory } from './hubDirectory';
import { entityPath } from './linkAddress';
import type { NodeResponse } from './requestResponse';
import { verifySharedAccessSignature } from './sharedAccessSignature';
import type { SharedAccessKey } from './sharedAccessSignature';

/** The node of claims-based security. */
export const CBS_NODE = '$cbs';

const SAS_TOKEN_TYPE = 'servicebus.windows.net:sastoken';

const firstSegment = (path: string): string => path.split('/', 1)[0] ?? '';

/**
 * Answers `put-token`: takes a shared access signature for an entity. As in Azure, a hub that does
 * not exist is told here, before any link is attached.
 *
 * @throws EventHubsError
 */
export function putToken(
  { application_properties: properties, body }: Message,
  hubs: HubDirectory,
  key: SharedAccessKey,
  claims: AccessClaims,
): NodeResponse {
  const operation: unknown = properties?.['operation'];
  const type: unknown = properties?.['type'];
  const audience: unknown = properties?.['name'];
  const token: unknown = body;
  if (operation !== 'put-token')
    throw new EventHubsError('amqp:not-implemented', `$cbs knows only put-token.`);
  if (type !== SAS_TOKEN_TYPE)
    throw new EventHubsError(
      'amqp:not-implemented',
      `The local endpoint takes tokens of type ${SAS_TOKEN_TYPE} only: use a connection string.`,
    );
  if (typeof audience !== 'string' || typeof token !== 'string')
    throw new EventHubsError('com.microsoft:argument-error', 'put-token needs a name and a token.');

  const claim = verifySharedAccessSignature(token, key);
  const hub = firstSegment(entityPath(audience));
  if (hub !== '') hubs.find(hub);
  claims.add(claim);
  return { statusCode: 202, statusDescription: 'Accepted' };
}
