import { EventHubsError } from './eventHubsError';
import type { AccessClaim } from './sharedAccessSignature';

/** What the client of one connection may use, by the tokens that it put. */
export class AccessClaims {
  private readonly expiryByPath = new Map<string, number>();

  add({ path, expiresAt }: AccessClaim): void {
    this.expiryByPath.set(path, expiresAt);
  }

  /** @throws EventHubsError when no token in force covers the entity. */
  require(entity: string): void {
    const wanted = `${entity.toLowerCase()}/`;
    for (const [path, expiresAt] of this.expiryByPath)
      if (expiresAt > Date.now() && (path === '' || wanted.startsWith(`${path}/`))) return;
    throw new EventHubsError(
      'amqp:unauthorized-access',
      `Unauthorized access. A token for the resource is required to perform this operation. Resource: 'sb://localhost/${entity}'.`,
    );
  }
}
