import * as z from 'zod';
import { STATUS_ACTIONS } from '../../../alerts/lifecycle/statusChange';
import { EXPORT_FORMATS, EXPORTS } from '../../../delivery/formats/exportFormats';
import {
  alertPatchSchema,
  expectationSchema,
  statusChangeSchema,
} from '../../schemas/alertChanges';
import { alertListSchema, alertShapeSchema } from '../../schemas/alertFilter';
import { alertSchema, alertSummarySchema, defenderAlertSchema } from '../../schemas/answers/alert';
import { ruleSchema } from '../../schemas/answers/suppression';
import { sampleRequestSchema } from '../../schemas/sampleRequest';
import {
  answer,
  BODILESS_CHANGES,
  CHANGES,
  CONFLICT,
  LOST_RACE,
  NOT_FOUND,
  pageOf,
  READS,
  refusal,
} from '../operation';
import type { Answer, Operation, Paths } from '../operation';

const tag = 'Alerts';
const changed = answer('The alert as it is now', alertSchema);

const list: Operation = {
  summary: 'Alerts, the newest first; with `format` all that match, as a file',
  tag,
  query: alertListSchema,
  answers: { ...READS, 200: listed() },
};

/** A page in JSON, or an export in a format of its own. */
function listed(): Answer {
  const exports = EXPORT_FORMATS.map((format) => {
    const [type = ''] = EXPORTS[format].contentType.split(';');
    return [type, z.string()] as const;
  });
  const page = z.union([pageOf(alertSchema), pageOf(alertSummarySchema)]);
  return {
    description: 'A page of alerts, or all of them in the format asked for',
    content: { 'application/json': page, ...Object.fromEntries(exports) },
  };
}

function action(summary: string, body: z.ZodType | null, answers: Operation['answers']): Operation {
  return {
    summary,
    tag,
    changes: true,
    ifMatch: 'may',
    ...(body === null ? {} : { body }),
    answers: { ...CHANGES, ...NOT_FOUND, ...LOST_RACE, ...answers },
  };
}

const statusChanges = Object.entries(STATUS_ACTIONS).map(([name, status]) => {
  const summary = `Gives the alert the status ${status}, from any other`;
  const post = action(summary, statusChangeSchema, { 200: changed, ...CONFLICT });
  return [`/alerts/{id}/${name}`, { post }] as const;
});

export const ALERT_PATHS: Paths = {
  '/alerts': { get: list },
  '/alerts/{id}': {
    get: {
      summary: 'One alert',
      tag,
      query: alertShapeSchema,
      answers: {
        ...READS,
        ...NOT_FOUND,
        200: answer('The alert', z.union([alertSchema, defenderAlertSchema])),
      },
    },
    patch: {
      ...action('Says who looks after the alert, or adds a comment', alertPatchSchema, {
        200: changed,
        ...CONFLICT,
        428: { ...LOST_RACE[412], description: 'If-Match is missing' },
      }),
      ifMatch: 'must',
    },
  },
  ...Object.fromEntries(statusChanges),
  '/alerts/{id}/expect': {
    post: action(
      '"This is expected": dismisses the alert and keeps the narrowest rule for its like',
      expectationSchema,
      {
        200: answer('The alert, and the rule that was there', expected()),
        201: answer('The alert, and the new rule', expected()),
        409: CONFLICT[409],
      },
    ),
  },
  '/alerts/{id}/deliver': {
    post: {
      ...action('Sends the alert again to the sinks that did not take it', null, {}),
      answers: {
        ...BODILESS_CHANGES,
        ...NOT_FOUND,
        ...LOST_RACE,
        202: answer(
          'The alert will be sent, or was to be sent anyway: see `delivery`',
          alertSchema,
        ),
        409: refusal('Every sink that is to have the alert has it'),
      },
    },
  },
  '/alerts/simulate': {
    post: {
      summary: 'Raises sample alerts by made-up records, and sends them to every sink',
      tag,
      changes: true,
      body: sampleRequestSchema,
      answers: {
        ...CHANGES,
        201: answer('The sample alerts', z.object({ value: z.array(alertSchema) })),
      },
    },
  },
};

function expected() {
  return z.object({ alert: alertSchema, suppression: ruleSchema });
}
