import { ordinaryRequest } from '../traffic/requests';
import type { Scene } from '../incidents/incident';
import { READ_MOSTLY } from '../traffic/workload';
import type { ClientSource } from '../traffic/request';

/** `count` ordinary requests within the scene, by a client that is drawn for each. */
export function usualTraffic(scene: Scene, client: ClientSource, count: number): void {
  const { log, account, random, start, end } = scene;
  for (let i = 0; i < count; i += 1) {
    const time = random.between(start, end);
    const action = random.weighted(READ_MOSTLY);
    const container = random.pick(account.containers);
    log.request(ordinaryRequest(random, time, action, client(time, random), container));
  }
}

/** An address in the application's /24 that is new there, made of a number. */
export function siblingAddress(address: string, number: number): string {
  return address.replace(/\d+$/, String(200 + (number % 50)));
}
