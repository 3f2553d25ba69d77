import { HOUR, isWeekend, localHour, MINUTE, SECOND } from '../calendar';
import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import { BROWSER } from '../world/software';
import type { Operator, Person } from '../world/people';
import { metadataRequest, ordinaryRequest } from './requests';
import type { Workload } from './account';
import type { Client, Credential } from './request';

/** Somebody looks at data in the portal's Data Explorer, which lists the keys first. */
export function portalSession(
  log: AccountLog,
  time: number,
  operator: Operator,
  credential: Credential,
  random: Random,
): void {
  const address = operator.addressAt(time, random);
  const { containers } = log.account;
  if (credential.kind === 'key') listKeys(log, time, operator, address, random);
  const client: Client = { address, userAgent: BROWSER, credential, mode: 'Gateway' };
  log.request(metadataRequest(time + 3 * SECOND, 'listDatabases', client, null));
  log.request(
    metadataRequest(time + 4 * SECOND, 'listContainers', client, random.pick(containers)),
  );
  const clicks = random.integer(3, 14);
  let at = time + 6 * SECOND;
  for (let i = 0; i < clicks; i += 1) {
    at += random.between(4, 70) * SECOND;
    const action = random.weighted([
      ['queryDocuments', 5],
      ['readDocument', 4],
      ['replaceDocument', 0.4],
    ] as const);
    log.request(ordinaryRequest(random, at, action, client, random.pick(containers), 0.9));
  }
}

/** `listKeys` as the portal, a pipeline or a person calls it. */
export function listKeys(
  log: AccountLog,
  time: number,
  operator: Operator,
  address: string,
  random: Random,
  operation = 'listKeys/action',
): void {
  log.manage({
    time,
    operation,
    target: '',
    operator,
    address,
    result: 'OK',
    correlationId: random.guid(),
  });
}

/** People who look into the account in working hours. @param perDay sessions of all people a day */
export function portalWorkload(
  people: readonly Person[],
  credentialOf: (person: Person) => Credential,
  perDay: number,
  random: Random,
): Workload {
  return {
    run(start: number, log: AccountLog): void {
      for (const who of people) {
        const hour = localHour(start, who.offset);
        if (isWeekend(start, who.offset) || hour < 8 || hour >= 18) continue;
        if (!random.chance(perDay / people.length / 10)) continue;
        const time = start + random.between(0, HOUR - 15 * MINUTE);
        portalSession(log, time, who, credentialOf(who), random);
      }
    },
  };
}
