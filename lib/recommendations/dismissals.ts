import type { DocumentStore, StoredDocument } from '../storage/documents';
import { retire } from '../storage/retire';
import type { AccountId } from '../telemetry/event';
import type { RecommendationKind } from './recommendation';

/** That somebody has dismissed a recommendation of an account; times in epoch ms. */
export interface DismissalDocument extends StoredDocument {
  readonly kind: 'dismissal';
  readonly accountId: AccountId;
  readonly recommendation: RecommendationKind;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  /** How bad it was, and above what it comes back. */
  readonly value: number;
  readonly returnsAbove: number;
}

/** All dismissals of these accounts. @throws StorageError */
export async function readDismissals(
  store: DocumentStore,
  accounts: readonly AccountId[],
): Promise<readonly DismissalDocument[]> {
  if (accounts.length === 0) return [];
  return store.query<DismissalDocument>('baselines', {
    where: [
      { field: 'kind', is: 'equal', value: 'dismissal' },
      { field: 'accountId', is: 'oneOf', values: accounts },
    ],
  });
}

/** A second one takes the place of the first. @throws StorageError */
export async function writeDismissal(
  store: DocumentStore,
  dismissal: Omit<DismissalDocument, 'id' | 'schemaVersion' | 'kind'>,
): Promise<DismissalDocument> {
  const document: DismissalDocument = {
    id: dismissalId(dismissal.recommendation),
    schemaVersion: 1,
    kind: 'dismissal',
    ...dismissal,
  };
  await store.upsert('baselines', document);
  return document;
}

/** @throws StorageError */
export function removeDismissal(
  store: DocumentStore,
  account: AccountId,
  kind: RecommendationKind,
): Promise<void> {
  const takenBack = { id: dismissalId(kind), schemaVersion: 1, accountId: account };
  return retire(store, 'baselines', takenBack);
}

function dismissalId(kind: RecommendationKind): string {
  return `dismissal-${kind}`;
}
