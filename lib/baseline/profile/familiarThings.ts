import { dayOfHour, HOURS_A_DAY } from './hours';

/** Something that is known on an account. */
export interface Familiar {
  readonly value: string;
  /** Hours since 1970. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Days on which it was seen. */
  readonly days: number;
  /** Hours in which it was seen, each halved every 30 days until `lastSeen`. */
  readonly weight: number;
}

const HALF_LIFE = 30 * HOURS_A_DAY;
/** What was not seen for so long is forgotten: well after it counts as dormant. */
const FORGOTTEN_AFTER = 90 * HOURS_A_DAY;

/** So long after it was first seen it is no newcomer any more. */
const SETTLED_AFTER = 3 * HOURS_A_DAY;

/** Values of one facet that are known. The least usual go where there are too many. */
export class FamiliarThings {
  private readonly things = new Map<
    string,
    { -readonly [Name in keyof Familiar]: Familiar[Name] }
  >();
  /** How usual each is, on a scale on which time changes nothing; made when one first has to go. */
  private scores: Map<string, number> | null = null;
  /** Values that found no room, counted each time one had to go. */
  displaced = 0;

  constructor(private readonly limit: number) {}

  static from(limit: number, things: Iterable<Familiar>, displaced: number): FamiliarThings {
    const familiar = new FamiliarThings(limit);
    for (const thing of things) familiar.things.set(thing.value, { ...thing });
    familiar.displaced = displaced;
    return familiar;
  }

  get size(): number {
    return this.things.size;
  }

  get(value: string): Familiar | undefined {
    return this.things.get(value);
  }

  /** True where it was first seen three days before or earlier. */
  isSettled(value: string, hour: number): boolean {
    const known = this.things.get(value);
    return known !== undefined && hour - known.firstSeen >= SETTLED_AFTER;
  }

  values(): IterableIterator<Familiar> {
    return this.things.values();
  }

  /** Notes that the value was seen in an hour; true where it was not known. */
  see(value: string, hour: number): boolean {
    const known = this.things.get(value);
    if (known === undefined) {
      this.things.set(value, { value, firstSeen: hour, lastSeen: hour, days: 1, weight: 1 });
      this.scores?.set(value, hour / HALF_LIFE);
      if (this.things.size > this.limit) this.displaceLeastUsual();
      return true;
    }
    // Several actors share a value, and an hour counts once.
    if (hour > known.lastSeen) {
      if (dayOfHour(hour) > dayOfHour(known.lastSeen)) known.days += 1;
      known.weight = weightAt(known, hour) + 1;
      known.lastSeen = hour;
      this.scores?.set(value, scoreOf(known));
    }
    return false;
  }

  /** Forgets what was not seen for 90 days. */
  forget(hour: number): void {
    for (const { value, lastSeen } of this.things.values()) {
      if (hour - lastSeen > FORGOTTEN_AFTER) this.delete(value);
    }
  }

  /** The most usual ones first. */
  mostUsual(hour: number): readonly Familiar[] {
    return [...this.things.values()].sort(
      (a, b) => weightAt(b, hour) - weightAt(a, hour) || (a.value < b.value ? -1 : 1),
    );
  }

  /** Users by the thousand pass through here, so it has to be quick. */
  private displaceLeastUsual(): void {
    this.scores ??= new Map(
      [...this.things.values()].map((thing) => [thing.value, scoreOf(thing)]),
    );
    let least = '';
    let leastScore = Infinity;
    this.scores.forEach((score, value) => {
      if (score >= leastScore) return;
      least = value;
      leastScore = score;
    });
    this.delete(least);
    this.displaced += 1;
  }

  private delete(value: string): void {
    this.things.delete(value);
    this.scores?.delete(value);
  }
}

/** The logarithm of the weight as of hour 0: the same order as of the weights at any one hour. */
function scoreOf({ weight, lastSeen }: Familiar): number {
  return Math.log2(weight) + lastSeen / HALF_LIFE;
}

function weightAt({ weight, lastSeen }: Familiar, hour: number): number {
  return weight * 2 ** ((lastSeen - hour) / HALF_LIFE);
}
