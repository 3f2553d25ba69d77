/** How signs of MongoDB commands are made. */

import type { Sign, Technique } from '../../verdict';
import type { Span } from '../language/tree';

/** A sign whose fragment is the whole span. */
export function signAt(
  { start, end }: Span,
  technique: Technique,
  weight: number,
  meaning: string,
): Sign {
  return { technique, weight, meaning, start, end };
}
