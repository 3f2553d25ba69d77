/** Shapes that are kept of a container; the least recently seen go first. */
export const MOST_SHAPES = 2000;
/** Longer shapes are not learned. */
const LONGEST_SHAPE = 2000;
/** All shapes of a book together, so that its document stays far below the limit of 2 MB. */
const MOST_CHARACTERS = 400_000;
/** What a shape takes beside its text. */
const ENTRY_CHARACTERS = 100;
/** So many sightings make a shape a template of the container. */
export const TEMPLATE_SIGHTINGS = 2;

export interface LearnedShape {
  readonly shape: string;
  readonly sightings: number;
  /** Epoch ms of the first and the last sighting. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Key of the record that taught the shape first: the same record again is no second sighting. */
  readonly firstRecord: string;
}

/** The shapes of the queries that a container normally runs. */
export class ShapeBook {
  private readonly shapes = new Map<string, LearnedShape>();
  private forgottenShapes = 0;
  private characters = 0;

  static from(shapes: Iterable<LearnedShape>, forgotten = 0): ShapeBook {
    const book = new ShapeBook();
    book.forgottenShapes = forgotten;
    book.merge(shapes);
    return book;
  }

  get size(): number {
    return this.shapes.size;
  }

  /** Shapes that had to go because the book was full. */
  get forgotten(): number {
    return this.forgottenShapes;
  }

  get(shape: string): LearnedShape | undefined {
    return this.shapes.get(shape);
  }

  /** True for a shape that was seen often enough to be a template. */
  isTemplate(shape: string): boolean {
    return (this.shapes.get(shape)?.sightings ?? 0) >= TEMPLATE_SIGHTINGS;
  }

  /** The templates, in no order. */
  *templates(): Iterable<LearnedShape> {
    for (const learned of this.shapes.values()) {
      if (learned.sightings >= TEMPLATE_SIGHTINGS) yield learned;
    }
  }

  /** Every shape, the least recently seen first. */
  values(): Iterable<LearnedShape> {
    return this.shapes.values();
  }

  /** Notes one sighting; says whether the shape is new, or became a template by it. */
  learn(shape: string, time: number, record: string): 'new' | 'template' | 'known' | 'tooLong' {
    if (shape.length > LONGEST_SHAPE) return 'tooLong';
    const known = this.shapes.get(shape);
    if (known?.firstRecord === record) return 'known';
    const sightings = (known?.sightings ?? 0) + 1;
    this.put({
      shape,
      sightings,
      firstSeen: Math.min(known?.firstSeen ?? time, time),
      lastSeen: Math.max(known?.lastSeen ?? time, time),
      firstRecord: known?.firstRecord ?? record,
    });
    if (known === undefined) return 'new';
    return sightings === TEMPLATE_SIGHTINGS ? 'template' : 'known';
  }

  /** Adds what another instance learned; sightings of different first records add up. */
  merge(shapes: Iterable<LearnedShape>): void {
    for (const other of shapes) {
      const known = this.shapes.get(other.shape);
      if (known === undefined) this.put(other);
      else this.put(merged(known, other));
    }
  }

  private put(learned: LearnedShape): void {
    if (!this.shapes.delete(learned.shape)) this.characters += sizeOf(learned.shape);
    this.shapes.set(learned.shape, learned);
    for (const oldest of this.shapes.keys()) {
      if (this.shapes.size <= MOST_SHAPES && this.characters <= MOST_CHARACTERS) return;
      this.shapes.delete(oldest);
      this.characters -= sizeOf(oldest);
      this.forgottenShapes += 1;
    }
  }
}

function sizeOf(shape: string): number {
  return shape.length + ENTRY_CHARACTERS;
}

function merged(a: LearnedShape, b: LearnedShape): LearnedShape {
  const [first, second] = a.firstSeen <= b.firstSeen ? [a, b] : [b, a];
  const same = a.firstRecord === b.firstRecord;
  return {
    shape: a.shape,
    sightings: same ? Math.max(a.sightings, b.sightings) : a.sightings + b.sightings,
    firstSeen: first.firstSeen,
    lastSeen: Math.max(a.lastSeen, b.lastSeen),
    firstRecord: first.firstRecord === '' ? second.firstRecord : first.firstRecord,
  };
}
