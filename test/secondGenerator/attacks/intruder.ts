import { addressIn, hosting, providers } from '../network';
import type { Country } from '../network';
import type { Scene } from '../scenario';
import type { Account, Credential, Origin } from '../world/model';
import { software } from '../world/software';

/** The application's client with some of its marks changed: stolen credentials at another place. */
export function disguised(scene: Scene, changes: Partial<Origin>): Origin {
  return { ...scene.application(scene.start), role: 'outsider', ...changes };
}

export function residentialAddress(scene: Scene, country: Country): string {
  return addressIn(scene.random, scene.random.pick(providers[country]));
}

export function rentedAddress(scene: Scene, country: keyof typeof hosting): string {
  return addressIn(scene.random, scene.random.pick(hosting[country]));
}

/** A user agent that the account's own clients never send, fit for its API. */
export function foreignTool({ account, random }: Scene): string {
  if (account.api === 'mongodb') return software.mongoDump;
  if (account.api === 'table') return software.curl;
  // The logs of these two name no software.
  if (account.api === 'cassandra' || account.api === 'gremlin') return '';
  return random.pick([software.pythonRequests, software.curl, software.postman]);
}

/** The principal named in the logs, if the credential is an identity. */
export function principalOf(credential: Credential): { principal?: string } {
  return credential.kind === 'entra' ? { principal: credential.principalId } : {};
}

/** Whether the account can be reached from outside its own network at all. */
export function reachable({ traits }: Account): boolean {
  return !traits.has('private');
}

/** What truth lines tell about the origin of an attack. */
export function marksOf(origin: Origin): { address: string; principal?: string; actor: string } {
  return {
    address: origin.address,
    actor: origin.userAgent,
    ...principalOf(origin.credential),
  };
}
