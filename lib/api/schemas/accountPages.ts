import * as z from 'zod';
import { SEVERITIES } from '../../alerts/alert';
import { MEASURES } from '../../baseline/baseline';
import { RECOMMENDATION_KINDS } from '../../recommendations/recommendation';
import { filledText, oneOf, pageCursor, pageLength, someOf } from './parameters';

/** `GET coverage`. */
export const coverageListSchema = z.object({
  accountId: filledText('accountId').describe('Resource id of an account, or its name'),
  top: pageLength(50, 100).describe('Accounts of a page'),
  cursor: pageCursor(/^/),
});

/** `GET recommendations`. */
export const recommendationListSchema = coverageListSchema.extend({
  kind: someOf('kind', RECOMMENDATION_KINDS),
  severity: someOf('severity', SEVERITIES),
  status: someOf('status', ['open', 'dismissed']),
});

/** `GET baselines/{account}`. */
export const baselineSeriesSchema = z.object({
  series: oneOf('series', MEASURES)
    .optional()
    .describe('Adds the figures of this measure, hour by hour'),
});
