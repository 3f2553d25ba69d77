import * as z from 'zod';
import { FeedRefusedError, type FeedEntries } from '../feedEntries';

const bundleSchema = z.object({ type: z.literal('bundle'), objects: z.array(z.unknown()) });
const addressSchema = z.object({
  type: z.enum(['ipv4-addr', 'ipv6-addr']),
  value: z.string(),
});
const indicatorSchema = z.object({
  type: z.literal('indicator'),
  pattern: z.string(),
  pattern_type: z.string().default('stix'),
  revoked: z.boolean().default(false),
  valid_until: z.string().optional(),
});

const LITERAL = String.raw`'[^'\\]*(?:\\.[^'\\]*)*'`;
/** A comparison of an address property with one literal or with a set of them. */
const COMPARISON = new RegExp(
  String.raw`(?:ipv[46]-addr:value|network-traffic:(?:src|dst)_ref\.value)\s*(?:=|ISSUBSET|IN)\s*` +
    String.raw`(${LITERAL}|\(\s*${LITERAL}(?:\s*,\s*${LITERAL})*\s*\))`,
  'gi',
);
/** Operators with which the address alone does not fulfil the pattern. */
const NARROWING = /\b(?:AND|NOT|FOLLOWEDBY)\b|!=|<>/i;

/**
 * A STIX 2.1 bundle: indicators whose pattern is an address or network (`=`, `IN`, `ISSUBSET`,
 * joined by `OR`), and address objects.
 * @param now epoch ms: indicators that ended before are passed over
 * @throws FeedRefusedError where the text is no bundle
 */
export function parseStixBundle(text: string, now: number, entries: FeedEntries): void {
  for (const object of readBundle(text).objects) {
    const address = addressSchema.safeParse(object);
    if (address.success) entries.add(address.data.value);
    const indicator = indicatorSchema.safeParse(object);
    if (indicator.success) addIndicator(indicator.data, now, entries);
  }
}

function addIndicator(
  indicator: z.infer<typeof indicatorSchema>,
  now: number,
  entries: FeedEntries,
): void {
  const { pattern } = indicator;
  if (indicator.pattern_type !== 'stix') return;
  const comparisons = [...pattern.matchAll(COMPARISON)];
  if (comparisons.length === 0) return;
  const ended = indicator.valid_until !== undefined && Date.parse(indicator.valid_until) <= now;
  if (indicator.revoked || ended) entries.skip('expired');
  else if (NARROWING.test(pattern.replace(new RegExp(LITERAL, 'g'), ''))) {
    entries.skip('conditional');
  } else {
    for (const [, literals = ''] of comparisons) {
      for (const [literal] of literals.matchAll(new RegExp(LITERAL, 'g'))) {
        entries.add(literal.slice(1, -1));
      }
    }
  }
}

function readBundle(text: string): z.infer<typeof bundleSchema> {
  try {
    return bundleSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new FeedRefusedError('it is not a STIX bundle', { cause });
  }
}
