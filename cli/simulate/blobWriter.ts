import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogBlob } from '../../lib/simulation/simulation';
import type { Layout } from './simulateOptions';

const RECORDS_IN_A_MESSAGE = 250;

/** Writes blobs below a folder as Azure Monitor lays them out. */
export class BlobWriter {
  records = 0;
  bytes = 0;
  files = 0;

  constructor(
    private readonly folder: string,
    private readonly layout: Layout,
  ) {}

  /** @throws what the file system throws */
  write(blob: LogBlob): void {
    const content = Buffer.from(blobText(blob, this.layout));
    const path = join(this.folder, ...blobPath(blob));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    this.records += blob.records.length;
    this.bytes += content.length;
    this.files += 1;
  }
}

/** `insights-logs-<category>/resourceId=/SUBSCRIPTIONS/.../y=2026/m=01/d=31/h=08/m=00/PT1H.json`. */
export function blobPath({ category, resourceId, hour }: LogBlob): readonly string[] {
  const container =
    category === 'ActivityLog'
      ? 'insights-activity-logs'
      : `insights-logs-${category.toLowerCase()}`;
  const [year = '', month = '', day = '', clock = ''] = new Date(hour).toISOString().split(/[-T:]/);
  return [
    container,
    'resourceId=',
    ...resourceId.split('/').filter((part) => part !== ''),
    `y=${year}`,
    `m=${month}`,
    `d=${day}`,
    `h=${clock}`,
    'm=00',
    'PT1H.json',
  ];
}

function blobText({ records }: LogBlob, layout: Layout): string {
  if (layout === 'tree') return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  let text = '';
  for (let at = 0; at < records.length; at += RECORDS_IN_A_MESSAGE) {
    text += `${JSON.stringify({ records: records.slice(at, at + RECORDS_IN_A_MESSAGE) })}\n`;
  }
  return text;
}
