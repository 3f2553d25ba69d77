import type { Message } from '../message';
import { cef } from './cef';
import { cloudEvent } from './cloudEvents';
import { defenderExport } from './defender';
import { ocsf } from './ocsf/finding';
import { plain } from './plain';

export const FORMATS = ['defender', 'ocsf', 'cef', 'cloudEvents', 'plain'] as const;
export type Format = (typeof FORMATS)[number];

/** The body of a message: a line of text for CEF, else an object for JSON. */
export function formatted(message: Message, format: Format): object | string {
  switch (format) {
    case 'defender':
      return defenderExport(message);
    case 'ocsf':
      return ocsf(message);
    case 'cef':
      return cef(message);
    case 'cloudEvents':
      return cloudEvent(message);
    case 'plain':
      return plain(message);
  }
}
