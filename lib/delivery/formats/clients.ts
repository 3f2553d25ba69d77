import * as z from 'zod';
import type { Alert } from '../../alerts/alert';

const texts = z.array(z.string()).catch([]);
const evidenceSchema = z.object({
  addresses: texts,
  countries: texts,
  principals: texts,
  applications: texts,
  operations: texts,
  containers: texts,
});

/** Who and what an alert is about, by the evidence that it carries. */
export type Clients = z.infer<typeof evidenceSchema>;

export function clientsOf({ supportingEvidence }: Alert): Clients {
  return evidenceSchema.parse(supportingEvidence);
}
