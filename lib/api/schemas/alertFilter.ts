import * as z from 'zod';
import { SEVERITIES, STATUSES } from '../../alerts/alert';
import { EXPORT_FORMATS } from '../../delivery/formats/exportFormats';
import { APIS } from '../../telemetry/event';
import { filledText, oneOf, pageCursor, pageLength, pointInTime, someOf } from './parameters';

const LONGEST_SEARCH = 200;
/** Time of creation and id of an alert. */
const ORDER = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z\|(sample-)?[0-9a-f-]{32,36}$/;

/** What alerts are asked for by. Lists are comma-separated. */
export const alertFilterSchema = z.object({
  status: someOf('status', STATUSES),
  severity: someOf('severity', SEVERITIES),
  api: someOf('api', APIS),
  alertType: z
    .string()
    .transform((text, context) => {
      const values = text.split(',').map((value) => value.trim());
      if (!values.includes('')) return values;
      context.addIssue({ code: 'custom', message: 'alertType must not be empty' });
      return z.NEVER;
    })
    .optional()
    .meta({ type: 'array', items: { type: 'string' } }),
  accountId: filledText('accountId').describe('Account, subscription or event hub of the alerts'),
  from: pointInTime('from').describe('Alerts that went on at this time or later'),
  to: pointInTime('to').describe('Alerts that had begun at this time'),
  q: z
    .string()
    .trim()
    .max(LONGEST_SEARCH, `q may have at most ${LONGEST_SEARCH} characters`)
    .optional()
    .describe('Text in the reason, entities or names of an alert'),
  suppressed: oneOf('suppressed', ['exclude', 'include', 'only'])
    .optional()
    .describe('Alerts that a rule hides: exclude where it is left out'),
});

/** `GET alerts`; what asks for a format is answered by an export. */
export const alertListSchema = alertFilterSchema.extend({
  format: oneOf('format', EXPORT_FORMATS).optional(),
  top: pageLength(50, 500),
  cursor: pageCursor(ORDER),
  shape: oneOf('shape', ['summary']).optional().describe('Only what a list shows'),
});

/** `GET alerts/{id}`. */
export const alertShapeSchema = z.object({
  shape: oneOf('shape', ['defender']).optional().describe("As Microsoft Defender's API gives it"),
});

/** `GET alerts?format=`: all that match. */
export const alertExportSchema = alertFilterSchema.extend({
  format: oneOf('format', EXPORT_FORMATS),
});
