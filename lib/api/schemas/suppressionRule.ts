import * as z from 'zod';
import { parseNetwork } from '../../intel/network';

/** Documents are found by it, so it holds no character that Cosmos DB refuses in an id. */
export const RULE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const text = (least: number, most: number) => z.string().trim().min(least).max(most);
const facet = (most: number) => text(1, most).nullable().default(null);

/** Body of `PUT suppressions/{id}`. */
export const suppressionRuleSchema = z.strictObject({
  name: text(2, 50),
  reason: text(1, 1000),
  author: text(1, 200)
    .optional()
    .describe('Who wrote the rule; where the platform signs people in, they are named instead'),
  alertType: text(1, 100),
  accountId: z
    .string()
    .trim()
    .max(500)
    .regex(/^(\/\S+|[A-Za-z0-9-]{3,50})$/, 'is no resource id of an account')
    .nullable()
    .default(null)
    .describe('Resource id of an account, or null for all accounts'),
  principal: facet(500).describe('As alerts name it, such as "key primaryMasterKey"'),
  address: facet(100)
    .refine((value) => value === null || parseNetwork(value) !== null, {
      error: 'is no IP address and no network in CIDR form',
    })
    .describe('An IP address or a network in CIDR form'),
  application: facet(200).describe('Family of software, as alerts name it'),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'is no two-letter ISO 3166 code')
    .nullable()
    .default(null),
  container: facet(600).describe('database/container'),
  queryShape: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'is no id of a query shape, as alerts name it')
    .nullable()
    .default(null),
  expirationDateUtc: z.iso
    .datetime({ offset: true })
    .describe('When the rule ends, at most 365 days ahead'),
  state: z.enum(['enabled', 'disabled']).default('enabled'),
  dryRun: z
    .boolean()
    .default(false)
    .describe('true stores nothing, and answers what the rule would have hidden in 30 days'),
});

export type SuppressionRuleBody = z.output<typeof suppressionRuleSchema>;
