import { expect, test } from '@jest/globals';
import { MAX_RAW_BYTES, unreadableText } from '../../../lib/telemetry/reading/item';
import type { Unreadable } from '../../../lib/telemetry/reading/item';

const unreadable = (raw: Buffer, bytes = raw.length): Unreadable => ({
  kind: 'unreadable',
  path: 'a',
  offset: 0,
  bytes,
  reason: 'notJson',
  detail: '',
  raw,
});

test('short bytes are given whole', () => {
  expect(unreadableText(unreadable(Buffer.from('what')))).toBe('what');
});

test.each<[string, Buffer]>([
  ['letters', Buffer.alloc(MAX_RAW_BYTES, 'x')],
  ['bytes that are not UTF-8', Buffer.alloc(MAX_RAW_BYTES, 0xff)],
])('long %s stay within the limit and say that they are cut', (_, raw) => {
  const text = unreadableText(unreadable(raw, raw.length + 1));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_RAW_BYTES);
  expect(text.endsWith('… (cut)')).toBe(true);
});
