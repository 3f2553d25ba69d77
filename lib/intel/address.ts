import { IPv6 } from 'ipaddr.js';
import { BoundedCache } from './boundedCache';

/** An IP address as unsigned 32-bit words, most significant first: one for IPv4, four for IPv6. */
export interface Address {
  readonly version: 4 | 6;
  readonly words: Words;
}
export type Words = readonly number[];

/** Longest text that can be an address: IPv6 in full, brackets, zone and port. */
const LONGEST_TEXT = 100;
/** IPv6 takes microseconds to read and write, and the same few clients come again and again. */
const canonicalTexts = new BoundedCache<string>(5_000);
const DOT = 46;
const ZERO = 48;

/**
 * Reads an address as logs and lists write it: IPv4, IPv6, either with a port, brackets or a zone
 * id. IPv4 inside IPv6 (`::ffff:192.0.2.1`) becomes IPv4. Null for anything else, also for octets
 * with leading zeros, which some programs read as octal.
 */
export function parseAddress(text: string): Address | null {
  const plain = parseIPv4(text);
  if (plain >= 0) return { version: 4, words: [plain] };
  if (text.length > LONGEST_TEXT) return null;
  const bare = withoutDecoration(text.trim());
  const ipv4 = parseIPv4(bare);
  if (ipv4 >= 0) return { version: 4, words: [ipv4] };
  return bare.includes(':') ? parseIPv6(bare) : null;
}

/** The one text form of an address (RFC 5952 for IPv6), without port; empty if it is none. */
export function canonicalAddress(text: string): string {
  if (parseIPv4(text) >= 0) return text;
  const known = canonicalTexts.get(text);
  if (known !== undefined) return known;
  const address = parseAddress(text);
  const canonical = address === null ? '' : formatAddress(address);
  if (text.length <= LONGEST_TEXT) canonicalTexts.set(text, canonical);
  return canonical;
}

export function formatAddress(address: Address): string {
  if (address.version === 4) {
    const word = address.words[0] ?? 0;
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
  }
  return new IPv6(address.words.flatMap((word) => [word >>> 16, word & 0xffff])).toRFC5952String();
}

/** The network that an address is commonly judged by: its /24, or /48 for IPv6; empty if none. */
export function networkOf(text: string): string {
  const address = parseAddress(text);
  if (address === null) return '';
  const [first = 0, second = 0] = address.words;
  return address.version === 4
    ? `${formatAddress({ version: 4, words: [(first & 0xffffff00) >>> 0] })}/24`
    : `${formatAddress({ version: 6, words: [first, (second & 0xffff0000) >>> 0, 0, 0] })}/48`;
}

/** A dotted IPv4 address as a number, or -1. By hand, because it is the hot path. */
function parseIPv4(text: string): number {
  if (text.length < 7 || text.length > 15) return -1;
  let address = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (octet < 0) return -1;
      address = address * 256 + octet;
      octet = -1;
      dots++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || octet === 0) return -1;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return -1;
    }
  }
  return dots === 3 && octet >= 0 ? address * 256 + octet : -1;
}

function parseIPv6(text: string): Address | null {
  if (!IPv6.isValid(text)) return null;
  const parts = IPv6.parse(text).parts;
  const word = (index: number) => (parts[index * 2] ?? 0) * 0x10000 + (parts[index * 2 + 1] ?? 0);
  const [first, second, third, fourth] = [word(0), word(1), word(2), word(3)];
  return first === 0 && second === 0 && third === 0xffff
    ? { version: 4, words: [fourth] }
    : { version: 6, words: [first, second, third, fourth] };
}

/** Removes brackets, port and zone id. An IPv6 address with a port needs brackets to be one. */
function withoutDecoration(text: string): string {
  let bare = text;
  if (bare.startsWith('[')) {
    const close = bare.indexOf(']');
    if (close < 0 || !/^(:\d{1,5})?$/.test(bare.slice(close + 1))) return '';
    bare = bare.slice(1, close);
  } else {
    const colon = bare.indexOf(':');
    const onlyColon = colon > 0 && bare.lastIndexOf(':') === colon;
    if (onlyColon && /^:\d{1,5}$/.test(bare.slice(colon))) bare = bare.slice(0, colon);
  }
  const zone = bare.indexOf('%');
  return zone < 0 ? bare : bare.slice(0, zone);
}
