/** Signs in how numbers are written. */

import type { SignList } from '../../signList';
import type { Source } from '../tokens';
import { SIGNS } from '../weights';

/** `V(0x31)`, `limit(0x31)`: programs write numbers in decimals. */
export function numberSigns({ text, tokens }: Source, signs: SignList): void {
  if (!text.includes('0x')) return;
  const found = tokens.find(({ kind, word }) => kind === 'number' && word.startsWith('0x'));
  if (found !== undefined) signs.add(SIGNS.hexadecimal, found);
}
