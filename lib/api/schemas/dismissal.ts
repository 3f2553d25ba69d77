import * as z from 'zod';

/** Body of `POST recommendations/{id}/dismiss`. */
export const dismissalSchema = z.strictObject({
  reason: z.string().trim().min(1).max(1000).describe('Why it is accepted as it is'),
});
