import type { ActiveHours } from './description';

const ALL_DAY = 0xffffff;

/** Hours of the day, bit h for hour h, in words. */
export function hoursText(hours: number): string {
  if (hours === 0) return 'never';
  if (hours === ALL_DAY) return 'around the clock';
  const spans: string[] = [];
  for (let start = 0; start < 24; start += 1) {
    if (!isSet(hours, start)) continue;
    let end = start;
    while (end < 24 && isSet(hours, end)) end += 1;
    spans.push(`${clock(start)}-${clock(end)}`);
    start = end;
  }
  return spans.join(', ');
}

export function activeHours(weekdays: number, weekends: number): ActiveHours {
  return { weekdays: hoursText(weekdays), weekends: hoursText(weekends) };
}

function isSet(hours: number, hour: number): boolean {
  return (hours & (1 << hour)) !== 0;
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
