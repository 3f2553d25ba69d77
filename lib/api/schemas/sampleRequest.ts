import * as z from 'zod';
import { ACCOUNT_ID } from './accountId';

/** Body of `POST alerts/simulate`; it may be left out. */
export const sampleRequestSchema = z.strictObject({
  alertTypes: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(50)
    .optional()
    .describe('Types of alerts to raise; every type where it is left out'),
  accountId: z
    .string()
    .trim()
    .max(500)
    .regex(ACCOUNT_ID, 'is no resource id of an account')
    .optional()
    .describe('Resource id of an account, which need not exist'),
});
