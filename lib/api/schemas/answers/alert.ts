import * as z from 'zod';
import { SEVERITIES, STATUSES, type Alert } from '../../../alerts/alert';
import type { AlertSummary } from '../../../alerts/summary';
import type { defenderShape } from '../../../alerts/defenderShape';
import { APIS } from '../../../telemetry/event';
import { listOf, schemaOf, time } from './schemaOf';

const entity = z.looseObject({ type: z.string() }).readonly();
const texts = z.record(z.string(), z.string()).readonly();
const deliveryState = z
  .object({
    state: z.enum(['pending', 'delivered', 'failed', 'givenUp']),
    deliveredRevision: z.int().describe('Newest revision that the sink has; 0 for none'),
    triedRevision: z.int(),
    attempts: z.int(),
    since: time,
    nextAt: time.nullable(),
    lastError: z.string().nullable(),
  })
  .readonly();

/** Property names of Microsoft.Security/locations/alerts 2022-01-01, and ours beside them. */
export const alertSchema = schemaOf<Alert>()(
  z
    .strictObject({
      id: z.string(),
      accountId: z.string().describe('Account, subscription or event hub that it is about'),
      alertType: z.string(),
      alertDisplayName: z.string(),
      description: z.string(),
      severity: z.enum(SEVERITIES),
      intent: z.string().describe('Comma-joined where there are several'),
      techniques: listOf(z.string()).describe('MITRE ATT&CK'),
      startTimeUtc: time,
      endTimeUtc: time,
      timeGeneratedUtc: time,
      status: z.enum(STATUSES),
      compromisedEntity: z.string(),
      resourceIdentifiers: listOf(
        z.object({ type: z.literal('AzureResource'), azureResourceId: z.string() }).readonly(),
      ),
      entities: listOf(entity),
      remediationSteps: listOf(z.string()),
      extendedProperties: texts,
      supportingEvidence: entity,
      api: z.enum(APIS).nullable(),
      confidence: z.number().min(0).max(1),
      reason: z.string().describe('One sentence with the numbers'),
      occurrences: z.int().describe('Records or operations that belong to it'),
      revision: z.int().describe('Counts material changes'),
      detector: z
        .object({
          id: z.string(),
          version: z.string(),
          maturity: z.enum(['stable', 'incubating', 'sandbox']),
        })
        .readonly(),
      assignedTo: z.string().nullable(),
      history: listOf(
        z
          .object({ at: time, by: z.string(), what: z.string(), comment: z.string().nullable() })
          .readonly(),
      ),
      delivery: z.record(z.string(), deliveryState).readonly().describe('By sink'),
      suppressedBy: z.string().nullable().describe('Id of the rule that hides it'),
      continues: z.string().nullable().describe('Id of the alert that it goes on with'),
    })
    .meta({ id: 'Alert' }),
);

/** With `shape=summary`. */
export const alertSummarySchema = schemaOf<AlertSummary>()(
  z
    .strictObject({
      ...z.object(alertSchema.shape).pick({
        id: true,
        accountId: true,
        alertType: true,
        alertDisplayName: true,
        severity: true,
        status: true,
        startTimeUtc: true,
        endTimeUtc: true,
        timeGeneratedUtc: true,
        reason: true,
        occurrences: true,
        api: true,
        assignedTo: true,
        suppressedBy: true,
        intent: true,
      }).shape,
      sample: z.boolean(),
    })
    .meta({ id: 'AlertSummary' }),
);

/** With `shape=defender`. */
export const defenderAlertSchema = schemaOf<ReturnType<typeof defenderShape>>()(
  z
    .object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      properties: z.looseObject({ systemAlertId: z.string(), alertUri: z.string() }),
    })
    .meta({ id: 'DefenderAlert' }),
);
