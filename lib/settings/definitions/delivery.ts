import * as z from 'zod';
import { sinkSettingsSchema, type SinkSettings } from '../../delivery/sinkSettings';
import { EXAMPLE_ADDRESSES } from '../../cloud';
import { json, setting } from './setting';

/** Where alerts are sent, and how they point back. */
export const DELIVERY_SETTINGS = {
  sinks: setting<readonly SinkSettings[]>({
    name: 'WARDEN_SINKS',
    description:
      'Where alerts are sent, as a JSON array (docs/delivery.md); a value %NAME% stands for the app setting NAME, as a secret should',
    example: `[{"type":"eventGrid","endpoint":"${EXAMPLE_ADDRESSES.eventGrid}"}]`,
    schema: json.pipe(sinkSettingsSchema),
    fallback: [],
  }),
  appUrl: setting<string | null>({
    name: 'WARDEN_URL',
    description:
      'Address of the app for links to alerts, where it is not that of the function app itself',
    example: 'https://warden.example.com',
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    fallback: null,
  }),
};
