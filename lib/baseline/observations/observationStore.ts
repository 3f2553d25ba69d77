import * as z from 'zod';
import { SketchError } from '../../activity/sketches/sketchError';
import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import { InlinedByContainer, inlinedTextsSchema } from './inlinedTexts';
import { Observations } from './observations';
import { ObservedDay, observedDaySchema } from './observedDay';

const OBSERVATIONS_ID = 'observations';
const time = z.number().nonnegative().nullable();

/** What is stored of an account beside its profile: at most 14 days, about 20 KB. Times in epoch ms. */
const observationsSchema = z.object({
  id: z.literal(OBSERVATIONS_ID),
  schemaVersion: z.literal(1),
  kind: z.literal('observations'),
  accountId: z.string(),
  milestones: z.object({
    firstHour: time,
    learnedThrough: time,
    lastDenied: time,
    lastThrottled: time,
    firstManaged: time,
  }),
  days: z.array(observedDaySchema),
  inlined: inlinedTextsSchema,
  regenerated: z.array(z.number().nonnegative()),
});

/** What was read; `problem` says why a stored document could not be used, and it begins anew. */
export interface ReadObservations {
  readonly observations: Observations;
  readonly problem: string | null;
}

/** @throws StorageError */
export async function readObservations(
  documents: DocumentStore,
  account: AccountId,
): Promise<ReadObservations> {
  const found = await documents.read<StoredDocument>('baselines', account, OBSERVATIONS_ID);
  const nothing = new Observations(account);
  if (found === null) return { observations: nothing, problem: null };
  const parsed = observationsSchema.safeParse(found.document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return { observations: nothing, problem: `What was observed is damaged at '${where}'` };
  }
  const { milestones, days, inlined, regenerated } = parsed.data;
  try {
    const byDay = new Map(days.map((stored) => [stored.day, ObservedDay.from(stored)]));
    const texts = InlinedByContainer.from(inlined);
    const observations = new Observations(account, milestones, byDay, texts, regenerated);
    return { observations, problem: null };
  } catch (error) {
    if (!(error instanceof SketchError)) throw error;
    return { observations: nothing, problem: `What was observed is damaged: ${error.message}` };
  }
}

/** Only the holder of the timer's lease writes it. @throws StorageError */
export async function writeObservations(
  documents: DocumentStore,
  observations: Observations,
): Promise<void> {
  const { account, known, regenerations, inlined } = observations;
  const document: StoredDocument & z.infer<typeof observationsSchema> = {
    id: OBSERVATIONS_ID,
    schemaVersion: 1,
    kind: 'observations',
    accountId: account,
    milestones: { ...known },
    days: observations.allDays().map((day) => day.toStored()),
    inlined: inlined.toStored(),
    regenerated: [...regenerations],
  };
  await documents.upsert('baselines', document);
}
