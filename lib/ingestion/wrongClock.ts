/** A record from the far future: what time it told, and when it came; epoch ms. */
export interface WrongClock {
  readonly told: number;
  readonly at: number;
}
