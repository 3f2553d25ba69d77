/** Where a hash starts that has nothing to build on. */
export const NO_SEED = 0x2545f491;

/**
 * A hash of 32 bits of a text, or of its end from `from` on: cheap, the same in every process, and
 * spread evenly enough for sketches (rounds and final avalanche of MurmurHash3, Austin Appleby,
 * public domain, over UTF-16 units). It protects from no one who wants two texts to collide.
 */
export function textHash(text: string, seed: number, from = 0): number {
  let hash = seed;
  for (let at = from; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0xcc9e2d51);
    hash = (hash << 15) | (hash >>> 17);
  }
  hash ^= text.length - from;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
