import { THEME_CHANGED } from '../app/theme';

/** A colour of the style sheet as a canvas understands it: of light and dark, the one that holds. */
export function colour(name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Runs when light becomes dark. @returns how to stop */
export function onTheme(draw: () => void): () => void {
  addEventListener(THEME_CHANGED, draw);
  return () => removeEventListener(THEME_CHANGED, draw);
}
