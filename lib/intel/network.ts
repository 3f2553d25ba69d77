import { formatAddress, parseAddress } from './address';
import type { Address, Words } from './address';

/** A network: all addresses from `first` to `last`, both included. A single address is one too. */
export interface Network {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly first: Words;
  readonly last: Words;
}

/** Bits by which an IPv4 network is longer where it is written as IPv6 (`::ffff:192.0.2.0/120`). */
const MAPPED_BITS = 96;

/** Reads `address` or `address/prefix`; bits below the prefix are cleared. Null for anything else. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === null) return null;
  const { version, words } = address;
  const width = version === 4 ? 32 : 128;
  if (slash < 0) return { version, prefix: width, first: words, last: words };

  const suffix = text.slice(slash + 1).trim();
  if (!/^\d{1,3}$/.test(suffix)) return null;
  const mapped = version === 4 && text.lastIndexOf(':', slash) >= 0;
  const prefix = Number(suffix) - (mapped ? MAPPED_BITS : 0);
  if (prefix < 0 || prefix > width) return null;
  const masks = words.map((_, index) => maskOf(prefix - 32 * index));
  return {
    version,
    prefix,
    first: words.map((word, index) => (word & (masks[index] ?? 0)) >>> 0),
    last: words.map((word, index) => (word | ~(masks[index] ?? 0)) >>> 0),
  };
}

/** Whether an address belongs to a network. */
export function contains({ version, first, last }: Network, address: Address): boolean {
  if (address.version !== version) return false;
  return address.words.every((word, index) => {
    // Network and host bits are apart, so each word can be looked at by itself.
    return word >= (first[index] ?? 0) && word <= (last[index] ?? 0);
  });
}

/** The one text form: `192.0.2.1` for a single address, else `192.0.2.0/24`. */
export function formatNetwork({ version, prefix, first }: Network): string {
  const address = formatAddress({ version, words: first });
  return prefix === (version === 4 ? 32 : 128) ? address : `${address}/${prefix}`;
}

/** The netmask of one word of which `bits` belong to the network (below 0 none, above 32 all). */
function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0;
}
