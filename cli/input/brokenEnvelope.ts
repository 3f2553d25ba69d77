import { MAX_RAW_BYTES, type InputItem } from './item';
import { describe } from './unreadableDetail';

/** The item for an envelope whose records are no array; `offset` is that of the value it stands in. */
export function brokenEnvelope(path: string, offset: number, envelope: unknown): InputItem {
  const raw = envelopeBytes(envelope);
  return {
    kind: 'unreadable',
    path,
    offset,
    bytes: raw.length,
    reason: 'recordsNotAnArray',
    detail: describe('recordsNotAnArray', undefined, offset),
    raw: raw.subarray(0, MAX_RAW_BYTES),
  };
}

/** The bytes of an envelope, which may be one of many in an array. */
function envelopeBytes(envelope: unknown): Buffer {
  try {
    return Buffer.from(JSON.stringify(envelope));
  } catch {
    // Nested too deep to be written again (RangeError); what matters is that it is told of.
    return Buffer.from('{"records":null}');
  }
}
