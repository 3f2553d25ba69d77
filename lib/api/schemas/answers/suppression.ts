import * as z from 'zod';
import { SEVERITIES } from '../../../alerts/alert';
import type { HiddenAlerts } from '../../../alerts/suppression/hiddenAlerts';
import type { toRule } from '../../../alerts/suppression/rule';
import { listOf, schemaOf, time } from './schemaOf';

const facet = z.string().nullable();

export const ruleSchema = schemaOf<ReturnType<typeof toRule>>()(
  z
    .object({
      id: z.string(),
      name: z.string(),
      reason: z.string(),
      author: z.string(),
      alertType: z.string(),
      accountId: facet,
      principal: facet,
      address: facet,
      application: facet,
      country: facet,
      container: facet,
      queryShape: facet,
      expirationDateUtc: time,
      state: z.enum(['enabled', 'disabled', 'expired']),
      createdUtc: time,
      changedUtc: time,
    })
    .meta({ id: 'SuppressionRule' }),
);

const hiddenAlerts = z.object({
  count: z.int(),
  complete: z.boolean().describe('False where there are more alerts than were looked at'),
  alerts: listOf(
    z.object({
      id: z.string(),
      alertType: z.string(),
      startTimeUtc: time,
      severity: z.enum(SEVERITIES),
    }),
  ),
});

export const hiddenAlertsSchema = schemaOf<HiddenAlerts>()(hiddenAlerts);

/** A rule with what it hides now. */
export const ruleWithHiddenSchema = ruleSchema
  .extend({ hidden: hiddenAlertsSchema })
  .meta({ id: 'SuppressionRuleWithHidden' });

/** The answer to a dry run. */
export const dryRunSchema = hiddenAlerts
  .extend({ dryRun: z.literal(true), days: z.int() })
  .meta({ id: 'SuppressionDryRun' });
