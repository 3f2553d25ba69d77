import * as z from 'zod';
import type { AccountCoverage } from '../../../coverage/report';
import { APIS } from '../../../telemetry/event';
import { accountId, listOf, schemaOf, time } from './schemaOf';

const fix = z.object({ text: z.string(), commands: listOf(z.string()) });
const share = z.number().min(0).max(1);
const mended = { why: z.string(), fix: fix.nullable() };
const category = z.string();

export const accountCoverageSchema = schemaOf<AccountCoverage>()(
  z
    .object({
      accountId,
      account: z.string(),
      state: z.enum(['complete', 'gaps', 'silent']),
      apis: listOf(z.enum(APIS)),
      lastHeardUtc: time.nullable(),
      stage: z.enum(['new', 'provisional', 'established']),
      historyDays: z.number(),
      window: z
        .object({ fromUtc: time, toUtc: time, days: z.int(), requests: z.number() })
        .nullable(),
      categories: listOf(
        z.object({
          category,
          state: z.enum(['arriving', 'late', 'missing', 'notNeeded']),
          lastSeenUtc: time.nullable(),
          ...mended,
        }),
      ),
      queryText: z.object({
        text: z.enum(['full', 'obfuscated', 'mixed', 'none']),
        texts: z.number(),
        obfuscatedShare: share,
        cutShare: share,
        missingShare: share.nullable(),
        applications: listOf(
          z.object({
            application: z.string(),
            sampled: z.number(),
            withoutText: z.number(),
            missingShare: share,
          }),
        ),
        ...mended,
      }),
      refusals: z.object({
        state: z.enum(['logged', 'neverSeen', 'unknown']),
        denied: z.number(),
        throttled: z.number(),
        lastDeniedUtc: time.nullable(),
        lastThrottledUtc: time.nullable(),
        ...mended,
      }),
      routes: z.object({
        hubs: listOf(
          z.object({ hub: z.string(), categories: listOf(category), lastSeenUtc: time }),
        ),
        copies: z.number(),
        copyShare: share,
        regions: listOf(z.object({ region: z.string(), lastSeenUtc: time })),
        hubRegion: z.string().nullable(),
        problems: listOf(z.enum(['severalSettings', 'otherRegion'])),
        ...mended,
      }),
      detectors: listOf(
        z.object({
          id: z.string(),
          title: z.string(),
          state: z.enum(['active', 'learning', 'blind']),
          why: listOf(z.string()),
          fixes: listOf(fix),
        }),
      ),
      gaps: listOf(
        z.object({
          id: z.string(),
          severity: z.enum(['Low', 'Medium', 'High']),
          what: z.string(),
          fix,
          blinds: listOf(z.string()),
        }),
      ),
    })
    .meta({ id: 'AccountCoverage' }),
);
