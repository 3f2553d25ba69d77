import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Delivery } from './delivery';
import { intelligenceText } from './intelligence';
import { DAY, HOUR, WORLD_START } from './time';
import type { Truth } from './truth';
import { World } from './world';
import type { WorldSettings } from './world';

export interface Generated {
  records: number;
  truths: readonly Truth[];
}

/** Writes `logs/`, `truth.ndjson` and `intel.txt` below `folder`; older ones are replaced. */
export function generate(settings: WorldSettings, folder: string): Generated {
  const logs = join(folder, 'logs');
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  const world = new World(settings);
  const delivery = new Delivery(logs, settings.seed);
  const end = WORLD_START + settings.days * DAY;
  for (let hour = WORLD_START; hour < end; hour += HOUR) {
    for (const record of world.recordsOfHour(hour)) delivery.send(record);
    delivery.flush(hour + HOUR);
  }
  delivery.close();
  const truths = world.incidents.map((incident) => incident.truth());
  writeFileSync(
    join(folder, 'truth.ndjson'),
    truths.map((truth) => `${JSON.stringify(truth)}\n`).join(''),
  );
  const listed = world.incidents.flatMap(({ play }) => play.listed ?? []);
  writeFileSync(join(folder, 'intel.txt'), intelligenceText(listed));
  return { records: delivery.written, truths };
}
