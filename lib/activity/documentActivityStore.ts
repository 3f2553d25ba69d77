import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import { partId, WindowPart, type WindowPartDocument } from './windowPart';

/** Parts and windows that an instance remembers. */
const MOST_REMEMBERED = 2000;

interface Opened {
  readonly part: WindowPart;
  readonly etag: string;
}

/**
 * Keeps parts as documents of the `activity` container. A hub partition has one reader at a time,
 * so a part is read once and then only written; another reader shows as a changed ETag.
 */
export class DocumentActivityStore implements ActivityStore {
  /** Saved parts by window and source, with the ETag that they were saved under. */
  private readonly saved = new Map<string, Map<string, Opened>>();
  private readonly remembered = new Map<string, WindowPart[]>();
  /** Parts that are being counted into; they leave `saved` until the database has them. */
  private readonly etags = new WeakMap<WindowPart, string | null>();

  constructor(private readonly store: DocumentStore) {}

  async open(account: AccountId, hour: number, source: string): Promise<WindowPart> {
    const own = this.saved.get(keyOf(account, hour));
    const known = own?.get(source);
    if (known !== undefined) {
      own?.delete(source);
      this.etags.set(known.part, known.etag);
      return known.part;
    }
    const id = partId(hour, source);
    const stored = await this.store.read<WindowPartDocument>('activity', account, id);
    const part =
      stored === null ? new WindowPart(account, hour, source) : WindowPart.from(stored.document);
    this.etags.set(part, stored?.etag ?? null);
    return part;
  }

  async save(part: WindowPart, changed: boolean): Promise<boolean> {
    let etag = this.etags.get(part) ?? null;
    if (changed) {
      const document = part.toDocument();
      const written =
        etag === null
          ? await this.store.create('activity', document)
          : await this.store.replace('activity', document, etag);
      if (written === null) return false;
      etag = written.etag;
      part.stored();
    }
    if (etag === null) return true;
    const key = keyOf(part.account, part.hour);
    const own = this.saved.get(key) ?? new Map<string, Opened>();
    own.set(part.source, { part, etag });
    remember(this.saved, key, own);
    return true;
  }

  async parts(
    account: AccountId,
    hour: number,
    how: 'fresh' | 'remembered',
  ): Promise<WindowPart[]> {
    const key = keyOf(account, hour);
    const known = this.remembered.get(key);
    if (how === 'remembered' && known !== undefined) {
      const own = this.saved.get(key) ?? new Map<string, Opened>();
      const others = known.filter((part) => !own.has(part.source));
      return [...[...own.values()].map(({ part }) => part), ...others];
    }
    const documents = await this.store.query<WindowPartDocument>('activity', {
      partition: account,
      where: [{ field: 'hour', is: 'equal', value: hour }],
    });
    const parts = documents.map((document) => WindowPart.from(document));
    remember(this.remembered, key, parts);
    return parts;
  }
}

function keyOf(account: AccountId, hour: number): string {
  return `${account}\n${hour}`;
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= MOST_REMEMBERED) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
