/** A path that cannot be read, named as it was given. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    readonly path: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${problem}`, options);
  }
}
