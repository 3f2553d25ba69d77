import { hasCommand } from '../logs/command';
import { metadataRequest, ordinaryRequest, feedPage } from '../traffic/requests';
import { wholeContainer } from '../traffic/query';
import { REMOTE_COUNTRIES, residentialAddress } from '../world/countries';
import { THIEVES_TOOLS } from '../world/software';
import { MINUTE } from '../calendar';
import { byDifficulty, type Scene } from '../incidents/incident';
import type { Action, Client } from '../traffic/request';
import type { Container } from '../traffic/container';

/** The application's own client at the start of the scene. */
export function applicationOf({ account, start, random }: Scene): Client {
  return account.application(start, random);
}

/** The application's credential in other hands: elsewhere, and with other software if given. */
export function thief(scene: Scene, address: string, userAgent?: string): Client {
  const application = applicationOf(scene);
  return {
    ...application,
    address,
    userAgent: userAgent ?? application.userAgent,
    mode: 'Gateway',
  };
}

/** The application's credential on a connection far away, with a thief's tool. */
export function remoteThief(scene: Scene): Client {
  const { random } = scene;
  const address = residentialAddress(random, random.pick(REMOTE_COUNTRIES));
  return thief(scene, address, random.pick(THIEVES_TOOLS));
}

/** As `remoteThief`, with the application's own software unless it is to be easy. */
export function distantThief(scene: Scene): Client {
  const { random, difficulty } = scene;
  const home = residentialAddress(random, random.pick(REMOTE_COUNTRIES));
  return thief(scene, home, difficulty === 'easy' ? random.pick(THIEVES_TOOLS) : undefined);
}

/** An address in the application's /24 that it does not use itself. */
export function neighbouringAddress(scene: Scene): string {
  const { address } = applicationOf(scene);
  return address.replace(/\d+$/, String(scene.random.integer(230, 250)));
}

/** `count` times within the scene, in order. */
export function timesOf({ start, end, random }: Scene, count: number): readonly number[] {
  return Array.from(
    { length: count },
    (_, i) => start + ((end - start) * (i + random.next())) / count,
  );
}

/** Looks around: what there is, then documents and queries, all successful. */
export function browse(scene: Scene, client: Client, count: number): void {
  const { log, account, random } = scene;
  const { api } = account;
  timesOf(scene, count).forEach((time, i) => {
    const looksFirst =
      i === 0 && count > 5 && (api === 'nosql' || hasCommand(api, 'listContainers'));
    const reads: Action = random.chance(0.4) ? 'queryDocuments' : 'readDocument';
    const action = looksFirst ? 'listContainers' : reads;
    const container = random.pick(account.containers);
    const request =
      action === 'listContainers'
        ? metadataRequest(time, action, client, container)
        : ordinaryRequest(random, time, action, client, container, 0.8);
    log.request({ ...request, status: 200 });
  });
}

/** Takes documents out, in pages of up to one megabyte. */
export function extract(scene: Scene, client: Client, container: Container, bytes: number): void {
  const pages = Math.max(4, Math.ceil(bytes / 1_000_000));
  const query = wholeContainer(container);
  for (const time of timesOf(scene, pages)) {
    const page = feedPage(time, client, container, bytes / pages);
    const request = scene.random.chance(0.5)
      ? page
      : { ...page, action: 'queryDocuments' as const, query };
    scene.log.request(request);
  }
}

/** The object id of an Entra client, for the truth. */
export function principalOf({ credential }: Client): string | undefined {
  return credential.kind === 'entra' ? credential.principal : undefined;
}

/** Client facts for the truth. */
export function clientFacts(client: Client) {
  const principal = principalOf(client);
  return {
    address: client.address,
    actor: client.userAgent,
    ...(principal === undefined ? {} : { principal }),
  };
}

/** The end of a chain: a look around, then as much is taken as stands out here. */
export function lookAndTake(scene: Scene, client: Client) {
  const { log, account, random, end, difficulty } = scene;
  const access = end - 45 * MINUTE;
  const completeFrom = access + 15 * MINUTE;
  browse({ ...scene, start: access, end: completeFrom }, client, 20);
  const usual = log.volumes.usualAt(access);
  const bytes = Math.max(byDifficulty(difficulty, 400, 120, 40) * 1_000_000, usual * 10);
  extract({ ...scene, start: completeFrom }, client, random.pick(account.containers), bytes);
  return { completeFrom, megabytes: Math.round(bytes / 1_000_000) };
}

/** What a chain of steps raises: the chain, and rightly its steps as well. */
export const CHAIN_ALERTS = {
  alertTypes: ['CosmosDB_AttackChain'],
  plausible: [
    'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
    'CosmosDB_RoleEscalation',
    'CosmosDB_NetworkExposure',
    'CosmosDB_GeoAnomaly',
    'CosmosDB_AppAnomaly',
    'CosmosDB_PrincipalAnomaly',
    'CosmosDB_DataExfiltrationAnomaly',
    'CosmosDB_EnumerationAnomaly',
    'CosmosDB_MassDeletion',
    'CosmosDB_ResourceExhaustion',
  ],
} as const;
