import { isJsonObject } from '../../lib/telemetry/fields';
import { loggedTime } from '../../lib/telemetry/pattern/messageText';
import type { InputItem } from '../../lib/telemetry/reading/item';

/** `yyyy-mm-ddThh`, of which every record of an hour has the same. */
const HOUR_CHARS = 13;

function firstTimeOf(item: InputItem): number | string | undefined {
  if (item.kind === 'parsed') return item.firstTime;
  const record = item.kind === 'message' ? item.records[0] : null;
  return isJsonObject(record) ? loggedTime(record) : undefined;
}

/** Reads event times only as exactly as merging files needs. */
export class MessageTime {
  private hour = '';
  private hourMs = NaN;

  /** Time of the first record in epoch ms; NaN where it names none. */
  of(item: InputItem): number {
    const time = firstTimeOf(item);
    if (typeof time === 'number') return time;
    return typeof time === 'string' ? this.parse(time) : NaN;
  }

  private parse(text: string): number {
    const isIso = text[10] === 'T' && text[HOUR_CHARS] === ':' && text.endsWith('Z');
    if (!isIso) return Date.parse(text);
    const hour = text.slice(0, HOUR_CHARS);
    if (hour !== this.hour) {
      this.hour = hour;
      this.hourMs = Date.parse(`${hour}:00:00Z`);
    }
    const minutes = Number(text.slice(14, 16));
    return this.hourMs + minutes * 60_000 + Number(text.slice(17, -1)) * 1000;
  }
}

/**
 * The hour that the path of a storage account's log names, `y=2026/m=01/d=02/h=03/m=00/`, in
 * epoch ms; NaN for other paths.
 */
export function hourOfPath(path: string): number {
  const parts = /[/\\]y=(\d{4})[/\\]m=(\d\d)[/\\]d=(\d\d)[/\\]h=(\d\d)[/\\]/i.exec(path);
  if (parts === null) return NaN;
  const [, year, month, day, hour] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour);
}
