import type { Scene } from '../scenario';
import { HOUR } from '../time';
import type { DataRequest, Entry } from '../world/entry';

/**
 * The ordinary requests of an hour that `keep` lets pass, done again: `copies` times, each spread
 * from `delay` ms later over the same length of time.
 */
export function echo(
  scene: Scene,
  hour: number,
  keep: (request: DataRequest) => boolean,
  copies: number,
  delay: number,
): Entry[] {
  const { random } = scene;
  const requests = scene
    .ordinary(hour)
    .filter((entry) => entry.kind === 'request')
    .filter(keep);
  return Array.from({ length: Math.ceil(copies) }, (_, copy) =>
    requests
      .filter(() => copy + 1 <= copies || random.chance(copies - Math.floor(copies)))
      .map((request) => ({
        ...request,
        at: request.at + delay + random.between(0, 0.02) * HOUR,
        activityId: random.guid(),
      })),
  ).flat();
}

export function byRole(role: DataRequest['origin']['role']): (request: DataRequest) => boolean {
  return (request) => request.origin.role === role;
}
