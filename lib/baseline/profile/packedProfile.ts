import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AccountId } from '../../telemetry/event';
import type { Profile } from './profile';
import type { ProfileDocument } from './profileSchema';
import { profileIn } from './readProfile';
import { writeProfile } from './writeProfile';

/** The fastest: half of a profile is packed already. */
const LEVEL = 1;

/** A profile in a fifth of its memory, outside the heap. */
export function packProfile(profile: Profile): Buffer {
  return deflateRawSync(JSON.stringify(writeProfile(profile)), { level: LEVEL });
}

/** What `packProfile` was given. */
export function unpackProfile(account: AccountId, packed: Buffer): Profile {
  // Written by ourselves, in this process.
  const document = JSON.parse(inflateRawSync(packed).toString()) as ProfileDocument;
  return profileIn(account, document, true);
}
