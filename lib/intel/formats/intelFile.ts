import { isTooWide } from '../feedEntries';
import { LISTING_KINDS, listingLabel, type Listing } from '../listing';
import { parseNetwork } from '../network';
import type { LabelledNetwork } from '../rangeTable';

/** A line of an intelligence file is wrong; the message names file and line. */
export class IntelFileError extends Error {
  override readonly name = 'IntelFileError';
  constructor(
    readonly path: string,
    /** Counted from 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${path}, line ${line}: ${problem}`);
  }
}

const LONGEST_QUOTE = 60;

/**
 * Our own format: `address-or-CIDR[,tor|malicious[,source]]` a line, `#` begins a comment. What a
 * person lists by hand is taken as written, private addresses too; only a mistake is refused.
 * @param fallback what a line without kind or source means
 * @throws IntelFileError
 */
export function parseIntelFile(text: string, path: string, fallback: Listing): LabelledNetwork[] {
  const networks: LabelledNetwork[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const [content = ''] = line.split('#', 1);
    if (content.trim() === '') continue;
    const entry = parseLine(content, fallback);
    if (typeof entry === 'string') throw new IntelFileError(path, index + 1, entry);
    networks.push(entry);
  }
  return networks;
}

/** The entry, or what is wrong with the line. */
function parseLine(line: string, fallback: Listing): LabelledNetwork | string {
  const [addressField = '', kindField = '', ...sourceFields] = line.split(',');
  const address = addressField.trim();
  const kindText = kindField.trim();
  const network = parseNetwork(address);
  if (network === null) return `${quote(address)} is not an IP address or CIDR range`;
  if (isTooWide(network)) {
    return `${quote(address)} is too wide; the widest are /8 for IPv4 and /16 for IPv6`;
  }
  const wanted = kindText === '' ? fallback.kind : kindText.toLowerCase();
  const kind = LISTING_KINDS.find((known) => known === wanted);
  if (kind === undefined) return `${quote(kindText)} is not one of ${LISTING_KINDS.join(', ')}`;
  const source = sourceFields.join(',').trim() || fallback.source;
  return { network, label: listingLabel({ kind, source }) };
}

function quote(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(cut);
}
