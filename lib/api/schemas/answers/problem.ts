import * as z from 'zod';

/** A problem document after RFC 9457. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    parameter: z.string().optional().describe('Name of the parameter that cannot be understood'),
    member: z.string().optional().describe('Name of the member that cannot be taken'),
    header: z.string().optional().describe('Name of the header that is missing'),
    allowed: z.array(z.string()).optional().describe('What it may be'),
  })
  .meta({ id: 'Problem' });
