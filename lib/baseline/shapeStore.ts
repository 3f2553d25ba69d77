import { createHash } from 'node:crypto';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId, Api } from '../telemetry/event';
import type { RecurringBreak } from '../query/templates/recurringBreaks';
import type { LearnedShape } from '../query/templates/shapeBook';

/** What one hub partition has learned of one container's queries. */
export interface ShapeDocument extends StoredDocument {
  readonly schemaVersion: 1;
  readonly kind: 'queryShapes';
  readonly accountId: AccountId;
  readonly api: Api;
  readonly database: string;
  readonly container: string;
  readonly source: string;
  readonly shapes: readonly LearnedShape[];
  /** Breaks of its templates that ran; older documents lack them. */
  readonly breaks?: readonly RecurringBreak[];
  /** Shapes that had to go because there were too many. */
  readonly forgotten: number;
}

/** Where learned shapes are kept. Documents of one container are merged by whoever reads them. */
export interface ShapeStore {
  load(account: AccountId): Promise<readonly ShapeDocument[]>;
  /** Each partition has one writer, so the last write stands. */
  save(document: ShapeDocument): Promise<void>;
}

/** Keeps learned shapes in the `baselines` container. */
export class DocumentShapeStore implements ShapeStore {
  constructor(private readonly store: DocumentStore) {}

  load(account: AccountId): Promise<readonly ShapeDocument[]> {
    return this.store.query<ShapeDocument>('baselines', {
      partition: account,
      where: [{ field: 'kind', is: 'equal', value: 'queryShapes' }],
    });
  }

  async save(document: ShapeDocument): Promise<void> {
    await this.store.upsert('baselines', document);
  }
}

export function shapeDocumentId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `queryShapes-${hash.slice(0, 24)}`;
}
