/** Why a list names an address: it is a Tor exit, or known for attacks. */
export const LISTING_KINDS = ['tor', 'malicious'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

/** What a list says of an address, and the name of the list. */
export interface Listing {
  readonly kind: ListingKind;
  readonly source: string;
}

/** A listing as a label of a range table. */
export function listingLabel({ kind, source }: Listing): string {
  return `${kind}:${source}`;
}

/** The listing of a label, or null where it is none. */
export function listingOf(label: string): Listing | null {
  const colon = label.indexOf(':');
  const kind = LISTING_KINDS.find((known) => known === label.slice(0, colon));
  return kind === undefined ? null : { kind, source: label.slice(colon + 1) };
}
