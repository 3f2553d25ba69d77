import * as z from 'zod';

/** A word about a change, kept in the history. */
const comment = z.string().trim().min(1).max(2000).describe('Kept in the history of the alert');

/** Body of `POST alerts/{id}/activate|inProgress|resolve|dismiss`; it may be left out. */
export const statusChangeSchema = z.strictObject({ comment: comment.optional() });

/** Body of `PATCH alerts/{id}`. */
export const alertPatchSchema = z.strictObject({
  assignedTo: z
    .string()
    .trim()
    .min(1)
    .max(320)
    .nullable()
    .optional()
    .describe('Who looks after the alert; null for nobody'),
  comment: comment.optional(),
});

/** Body of `POST alerts/{id}/expect`; it may be left out. */
export const expectationSchema = z.strictObject({
  days: z.int().min(1).max(365).default(90).describe('How long the rule holds'),
  reason: z.string().trim().min(1).max(1000).optional().describe('Why it is expected'),
});
