import { DAY } from '../calendar';
import type { Random } from '../random';

/** Machines of one application in one /24 (`20.73.41`); they come, go and are replaced. */
export class MachinePool {
  private readonly firstHost: number;

  constructor(
    private readonly subnet: string,
    random: Random,
    /** How many machines run at a time; at least one. */
    private readonly sizeAt: (time: number) => number,
    /** Days from one deployment, which takes new addresses in the /24, to the next. */
    private readonly days = 9,
  ) {
    this.firstHost = random.integer(4, 120);
  }

  addressAt(time: number, random: Random): string {
    const shift = Math.floor(time / (this.days * DAY)) % 12;
    const size = Math.max(1, Math.round(this.sizeAt(time)));
    return `${this.subnet}.${this.firstHost + shift * 5 + random.integer(0, size - 1)}`;
  }

  /** An address in the same /24 that no machine of the pool has. */
  spareAddress(random: Random): string {
    return `${this.subnet}.${random.integer(230, 250)}`;
  }
}

/** A home connection: its address changes every few days, within the provider's network. */
export class HomeConnection {
  private readonly phase: number;

  constructor(
    private readonly network: string,
    private readonly random: Random,
    private readonly days = 6,
  ) {
    this.phase = random.between(0, days) * DAY;
  }

  addressAt(time: number): string {
    const lease = Math.floor((time + this.phase) / (this.days * DAY));
    const drawn = this.random.fork(`lease ${lease}`);
    return `${this.network}.${drawn.integer(0, 255)}.${drawn.integer(1, 254)}`;
  }
}
