import { addressIn } from '../network';
import { Random } from '../random';
import { HOUR } from '../time';
import type { Credential, Origin, OriginSource, Role } from './model';

export type AddressSource = (random: Random, at: number) => string;

/** A few machines that keep their addresses. */
export function fixedHosts(random: Random, block: string, count: number): AddressSource {
  const addresses = Array.from({ length: count }, () => addressIn(random, block));
  return (choice) => choice.pick(addresses);
}

/** Pods in one subnet: each lives for `lifetimeHours` and comes back with another address. */
export function pods(
  random: Random,
  block: string,
  count: number,
  lifetimeHours: number,
): AddressSource {
  const fleet = random.guid();
  return (choice, at) => {
    const pod = choice.integer(1, count);
    // Each pod restarts at its own time, not all on the hour.
    const generation = Math.floor(at / (lifetimeHours * HOUR) + pod / count);
    return addressIn(new Random(`${fleet}/${pod}/${generation}`), block);
  };
}

/** Outbound addresses that a platform picks anew every few minutes from its blocks. */
export function sharedOutbound(blocks: readonly string[]): AddressSource {
  return (choice) => addressIn(choice, choice.pick(blocks));
}

export function origin(
  role: Role,
  address: AddressSource,
  userAgent: string,
  credential: Credential,
  connection: Origin['connection'] = 'Gateway',
): OriginSource {
  return (random, at) => ({
    role,
    address: address(random, at),
    userAgent,
    credential,
    connection,
  });
}

/** Platform-internal calls, which name no client. */
export const platformOrigin: Origin = {
  role: 'platform',
  address: '',
  userAgent: 'Microsoft.Azure.Documents.ServerFabric/2.14.0',
  credential: { kind: 'system' },
  connection: 'Direct',
};
