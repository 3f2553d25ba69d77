import type { EventDraft } from '../eventDraft';
import type { JsonObject } from '../fields';
import type { KeySeed } from '../recordKey';

/** Writes into the draft what the record and its properties tell, and sets the record key. */
export type CategoryParser = (
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
) => void;
