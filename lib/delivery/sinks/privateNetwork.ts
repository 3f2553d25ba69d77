import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { DeliveryError } from '../sink';

/** A target that only machines on the inside can reach, or the platform's own services. */
export class PrivateTargetError extends DeliveryError {
  constructor(readonly address: string) {
    super(`${address} is in a private or link-local network; allowPrivateNetwork would allow it`);
  }
}

/** Serves every virtual machine of Azure, although its number looks public. */
const AZURE_PLATFORM = '168.63.129.16';

/** Whether an address is anything but one of the public internet. */
export function isPrivate(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  // ::ffff:10.0.0.1 leads to 10.0.0.1.
  const plain = ipaddr.process(address);
  return plain.range() !== 'unicast' || plain.toString() === AZURE_PLATFORM;
}

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * Resolves names as ever, but only to public addresses. It decides at the moment of connecting, so
 * a name that changes its mind in between gains nothing.
 */
export function publicLookup(hostname: string, options: LookupOptions, found: Found): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      found(error, []);
      return;
    }
    const hidden = addresses.find(({ address }) => isPrivate(address));
    const [first] = addresses;
    if (hidden !== undefined) found(new PrivateTargetError(hidden.address), []);
    else if (options.all === true) found(null, addresses);
    else found(null, first?.address ?? '', first?.family);
  });
}
