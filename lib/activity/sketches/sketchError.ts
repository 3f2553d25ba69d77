/** A stored sketch that cannot be read: a damaged document, or one of another kind. */
export class SketchError extends Error {
  override readonly name = 'SketchError';
  constructor(
    readonly sketch: 'DistinctCount' | 'Quantiles' | 'KeySample',
    readonly detail: string,
  ) {
    super(`A stored ${sketch} sketch cannot be read: ${detail}`);
  }
}
