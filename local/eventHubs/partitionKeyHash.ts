const rotateLeft = (value: number, bits: number): number =>
  (value << bits) | (value >>> (32 - bits));

/** The three words that lookup3 mixes. */
type MixState = [a: number, b: number, c: number];

function mix([a, b, c]: MixState): MixState {
  a = ((a - c) ^ rotateLeft(c, 4)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotateLeft(a, 6)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotateLeft(b, 8)) | 0;
  b = (b + a) | 0;
  a = ((a - c) ^ rotateLeft(c, 16)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotateLeft(a, 19)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotateLeft(b, 4)) | 0;
  b = (b + a) | 0;
  return [a, b, c];
}

function finish([a, b, c]: MixState): MixState {
  c = ((c ^ b) - rotateLeft(b, 14)) | 0;
  a = ((a ^ c) - rotateLeft(c, 11)) | 0;
  b = ((b ^ a) - rotateLeft(a, 25)) | 0;
  c = ((c ^ b) - rotateLeft(b, 16)) | 0;
  a = ((a ^ c) - rotateLeft(c, 4)) | 0;
  b = ((b ^ a) - rotateLeft(a, 14)) | 0;
  c = ((c ^ b) - rotateLeft(b, 24)) | 0;
  return [a, b, c];
}

const WORDS_BYTES = 12;

/**
 * The partition that a key belongs to, as Event Hubs chooses it: Bob Jenkins' lookup3 hash
 * (`hashlittle2`, public domain, 2006) of the UTF-8 key, both words xored and cut to 16 bits.
 */
export function partitionOfKey(partitionKey: string, partitionCount: number): number {
  const bytes = Buffer.from(partitionKey, 'utf8');
  const seed = (0xdeadbeef + bytes.length) | 0;
  let state: MixState = [seed, seed, seed];

  // The last block is padded with zeros and mixed by other steps; an empty key has no block.
  for (let start = 0; start < bytes.length; start += WORDS_BYTES) {
    const block = Buffer.alloc(WORDS_BYTES);
    bytes.copy(block, 0, start, start + WORDS_BYTES);
    const [a, b, c] = state;
    const added: MixState = [
      (a + block.readInt32LE(0)) | 0,
      (b + block.readInt32LE(4)) | 0,
      (c + block.readInt32LE(8)) | 0,
    ];
    state = start + WORDS_BYTES < bytes.length ? mix(added) : finish(added);
  }

  const [, b, c] = state;
  const hash = ((b ^ c) << 16) >> 16;
  return Math.abs(hash % partitionCount);
}
