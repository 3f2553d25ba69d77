/** Counts work instead of measuring time: how often a piece of code looks at a text or a list. */

const LOOKS = ['charCodeAt', 'charAt', 'slice', 'indexOf', 'startsWith', 'replace'] as const;

/** The number of looks that `run` takes. */
export function stepsOf(run: () => void): number {
  let steps = 0;
  const originals = LOOKS.map((name) => Object.getOwnPropertyDescriptor(String.prototype, name));
  const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push');
  const counted = (target: object, name: string, descriptor: PropertyDescriptor | undefined) => {
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== 'function') throw new Error(`no ${name}`);
    const value = function (this: unknown, ...args: unknown[]): unknown {
      steps++;
      return Reflect.apply(original, this, args);
    };
    Object.defineProperty(target, name, { ...descriptor, value });
  };
  LOOKS.forEach((name, index) => counted(String.prototype, name, originals[index]));
  counted(Array.prototype, 'push', push);
  try {
    run();
  } finally {
    LOOKS.forEach((name, index) => {
      const original = originals[index];
      if (original !== undefined) Object.defineProperty(String.prototype, name, original);
    });
    if (push !== undefined) Object.defineProperty(Array.prototype, 'push', push);
  }
  return steps;
}
