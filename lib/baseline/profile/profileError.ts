/** A stored profile that cannot be used. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  constructor(
    readonly account: string,
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`The baseline of '${account}' cannot be used: ${problem}`, { cause });
  }
}
