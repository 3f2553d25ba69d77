import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Random } from './random';
import type { LogRecord } from './records/logRecord';
import { DAY, HOUR, MINUTE } from './time';

const partitions = 4;

/** An Event Hub message holds at most a megabyte; Azure cuts far earlier. */
const recordsInMessage = 200;

const hubs = {
  resource: 'insights-logs-cosmosdb',
  activity: 'insights-operational-logs',
} as const;

/** Records of one account and category in one minute, which travel together. */
interface Batch {
  key: string;
  hub: (typeof hubs)[LogRecord['channel']];
  records: LogRecord['body'][];
  written: boolean;
}

interface Arrival {
  at: number;
  batch: Batch;
}

/**
 * Carries records to files as the export does to an Event Hub: minutes late, now and then hours,
 * out of order over four partitions, some messages twice. Each line is one message; files are cut
 * by the day of arrival: `<hub>/partition-<n>/<day>.ndjson`.
 */
export class Delivery {
  private readonly underway = new Map<string, Batch>();
  private readonly arrivals = new Map<number, Arrival[]>();
  private readonly open = new Map<string, number>();
  written = 0;

  constructor(
    private readonly folder: string,
    private readonly seed: string,
  ) {}

  send(record: LogRecord): void {
    const minute = Math.floor(record.at / MINUTE);
    const key = `${record.account.name}/${record.category}/${minute}`;
    const underway = this.underway.get(key);
    const batch = underway && !underway.written ? underway : this.depart(key, minute, record);
    batch.records.push(record.body);
  }

  /** Writes what arrives before `time`; no record of an earlier time may be sent after that. */
  flush(time: number): void {
    const hours = [...this.arrivals.keys()]
      .filter((hour) => hour * HOUR < time)
      .sort((a, b) => a - b);
    for (const hour of hours) {
      const arrived = (this.arrivals.get(hour) ?? []).sort(
        (left, right) => left.at - right.at || (left.batch.key < right.batch.key ? -1 : 1),
      );
      for (const arrival of arrived) this.write(arrival);
      this.arrivals.delete(hour);
    }
    for (const key of this.underway.keys()) {
      const minute = Number(key.slice(key.lastIndexOf('/') + 1));
      if (minute * MINUTE < time - HOUR) this.underway.delete(key);
    }
  }

  /** Writes all the rest and closes the files. */
  close(): void {
    this.flush(Infinity);
    for (const file of this.open.values()) closeSync(file);
    this.open.clear();
  }

  private depart(key: string, minute: number, record: LogRecord): Batch {
    const batch: Batch = { key, hub: hubs[record.channel], records: [], written: false };
    this.underway.set(key, batch);
    const chance = new Random(`${this.seed}/delivery/${key}`);
    const at = (minute + 1) * MINUTE + latency(chance, record);
    this.arrive({ at, batch });
    if (chance.chance(0.003)) this.arrive({ at: at + chance.between(0.2, 12) * MINUTE, batch });
    return batch;
  }

  private arrive(arrival: Arrival): void {
    const hour = Math.floor(arrival.at / HOUR);
    const others = this.arrivals.get(hour);
    if (others) others.push(arrival);
    else this.arrivals.set(hour, [arrival]);
  }

  private write({ at, batch }: Arrival): void {
    batch.written = true;
    const partition = new Random(batch.key).integer(0, partitions - 1);
    const day = new Date(Math.floor(at / DAY) * DAY).toISOString().slice(0, 10);
    const name = join(batch.hub, `partition-${partition}`, `${day}.ndjson`);
    for (let from = 0; from < batch.records.length; from += recordsInMessage) {
      const records = batch.records.slice(from, from + recordsInMessage);
      writeSync(this.file(name), `${JSON.stringify({ records })}\n`);
      this.written += records.length;
    }
  }

  private file(name: string): number {
    const known = this.open.get(name);
    if (known !== undefined) return known;
    // Days follow each other: yesterday's file of the partition is complete.
    const folder = dirname(name);
    for (const [other, file] of this.open) {
      if (dirname(other) !== folder) continue;
      closeSync(file);
      this.open.delete(other);
    }
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a');
    this.open.set(name, file);
    return file;
  }
}

/** Milliseconds from the end of the minute to the arrival at the hub. */
function latency(chance: Random, { channel, category }: LogRecord): number {
  if (chance.chance(0.0006)) return chance.between(1, 5) * HOUR;
  if (chance.chance(0.005)) return chance.between(10, 55) * MINUTE;
  if (channel === 'activity') return chance.logNormal(7 * MINUTE, 0.4);
  if (category === 'ControlPlaneRequests') return chance.logNormal(5 * MINUTE, 0.3);
  return chance.logNormal(category === 'QueryRuntimeStatistics' ? 1.9 : 1.3, 0.35) * MINUTE;
}
