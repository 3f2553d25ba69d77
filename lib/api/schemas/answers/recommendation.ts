import * as z from 'zod';
import { SEVERITIES } from '../../../alerts/alert';
import { RECOMMENDATION_KINDS, type Recommendation } from '../../../recommendations/recommendation';
import { accountId, listOf, schemaOf, time } from './schemaOf';

const evidence = z.object({
  fromUtc: time,
  toUtc: time,
  days: z.number(),
  figures: z.record(z.string(), z.number()).readonly(),
  examples: listOf(z.string()),
  cannotKnow: listOf(z.string()),
});

export const recommendationSchema = schemaOf<Recommendation>()(
  z
    .object({
      id: z.string(),
      kind: z.enum(RECOMMENDATION_KINDS),
      accountId,
      account: z.string(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      summary: z.string().describe('One sentence with the figures'),
      evidence,
      remediation: z.object({ steps: listOf(z.string()), commands: listOf(z.string()) }),
      worsens: z.object({
        measure: z.string(),
        value: z.number(),
        returnsAbove: z.number().describe('A dismissed one comes back when value is above this'),
      }),
      status: z.enum(['open', 'dismissed']),
      dismissal: z
        .object({
          reason: z.string(),
          by: z.string(),
          atUtc: time,
          value: z.number(),
          returnsAbove: z.number(),
          outgrown: z.boolean(),
        })
        .nullable(),
    })
    .meta({ id: 'Recommendation' }),
);
