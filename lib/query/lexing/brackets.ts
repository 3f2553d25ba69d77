export const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
export const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

/** Deeper nesting is skipped, not read; no program writes it. */
export const DEEPEST = 60;
