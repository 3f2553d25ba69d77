import type { Analyser } from '../../lib/query/verdict';

/** All that anybody can see of an analysis. */
export function seen(analyse: Analyser, text: string, cut: boolean): unknown {
  const { signs, understanding } = analyse(text, { cut });
  const { valid, summary, shape } = understanding;
  return { signs, valid, summary, shape };
}
