import * as z from 'zod';
import type { healthReport } from '../../../health';
import { listOf, schemaOf, time } from './schemaOf';

const counts = z.object({
  messages: z.int(),
  records: z.int(),
  events: z.int(),
  ignored: z.int(),
  deadLettered: z.int(),
  duplicates: z.int(),
});

export const healthSchema = schemaOf<ReturnType<typeof healthReport>>()(
  z
    .object({
      status: z.string().describe('ok or degraded'),
      time,
      settings: z.object({
        configured: z.record(z.string(), z.string()).readonly(),
        problems: listOf(
          z.object({ setting: z.string(), problem: z.string(), example: z.string() }),
        ),
      }),
      storage: z.object({
        reachable: z.boolean(),
        error: z.string().nullable(),
        newerDocuments: z
          .int()
          .describe('Documents that a newer release has written: they are left out, or set aside'),
      }),
      counts,
      hubs: listOf(
        z.object({
          hub: z.string(),
          lagSeconds: z.number().nullable(),
          lastBatchUtc: time.nullable(),
        }),
      ),
      deadLetters: z.int(),
      detectors: z.object({ errors: z.int() }),
      baselines: z.object({ needsAttention: z.boolean() }),
      delivery: listOf(
        z.object({
          name: z.string(),
          type: z.string(),
          failing: z.int(),
          waiting: z.int(),
          givenUp: listOf(z.string()),
          lastError: z.string().nullable(),
        }),
      ),
      threatIntelligence: listOf(
        z.object({ id: z.string(), entries: z.int(), ageHours: z.number().nullable() }),
      ),
      geo: listOf(z.object({ source: z.string(), problem: z.string().nullable() })),
    })
    .meta({ id: 'Health' }),
);
