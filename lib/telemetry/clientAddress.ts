import { IPv4, IPv6 } from 'ipaddr.js';
import { InternTable } from './internTable';

const addresses = new InternTable<string>(4_096, canonicalAddress);

/**
 * The client address in canonical form: no port, brackets or zone; IPv6 as RFC 5952 writes it;
 * IPv4 inside IPv6 as IPv4. Empty for anything that is no single address.
 */
export function clientAddressOf(logged: string): string {
  return logged === '' ? '' : addresses.get(logged);
}

const LONGEST_ADDRESS = 100;

function canonicalAddress(logged: string): string {
  if (logged.length > LONGEST_ADDRESS) return '';
  const host = withoutPort(logged.trim());
  if (IPv4.isValidFourPartDecimal(host)) return IPv4.parse(host).toString();
  const zone = host.indexOf('%');
  const address = zone < 0 ? host : host.slice(0, zone);
  if (!address.includes(':') || !IPv6.isValid(address)) return '';
  const parsed = IPv6.parse(address);
  return parsed.isIPv4MappedAddress()
    ? parsed.toIPv4Address().toString()
    : parsed.toRFC5952String();
}

/** `[v6]:port`, `[v6]` and `v4:port` to the address alone; a bare IPv6 address has no port. */
function withoutPort(text: string): string {
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    return end < 0 ? '' : text.slice(1, end);
  }
  const colon = text.indexOf(':');
  const onlyOne = colon >= 0 && text.indexOf(':', colon + 1) < 0;
  return onlyOne ? text.slice(0, colon) : text;
}
