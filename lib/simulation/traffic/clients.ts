import { MachinePool } from '../world/machines';
import { deployedSoftware, type SoftwareLine } from '../world/software';
import type { Random } from '../random';
import type { Client, ClientSource, Credential } from './request';

export interface ServiceShape {
  readonly line: SoftwareLine;
  /** Name that the application puts into its user agent. */
  readonly application: string;
  /** /24 of its machines, without the last octet. */
  readonly subnet: string;
  readonly credential: (time: number) => Credential;
  readonly mode: Client['mode'];
  /** Start of the simulation, from which deployments count. */
  readonly begin: number;
  machinesAt(time: number): number;
}

/** The machines of one application: one identity, one software, addresses in one /24. */
export function serviceClients(shape: ServiceShape, random: Random): ClientSource {
  const software = deployedSoftware(
    shape.line,
    shape.application,
    random.fork('software'),
    shape.begin,
  );
  const machines = new MachinePool(shape.subnet, random.fork('machines'), (time) =>
    shape.machinesAt(time),
  );
  return (time, drawn) => ({
    address: machines.addressAt(time, drawn),
    userAgent: software.agentAt(time),
    credential: shape.credential(time),
    mode: shape.mode,
  });
}

/** The same key all the time. */
export function fixedKey(key: 'PrimaryMasterKey' | 'PrimaryReadonlyMasterKey'): () => Credential {
  return () => ({ kind: 'key', key });
}

/** One Entra identity with one data-plane role. */
export function entraIdentity(random: Random): () => Credential {
  const credential = {
    kind: 'entra',
    principal: random.guid(),
    roleAssignment: random.guid(),
  } as const;
  return () => credential;
}

/** A resource token as a mobile back end gives to one of its users. */
export function resourceToken(user: number): Credential {
  return { kind: 'token', permission: `user-${user}-documents` };
}
