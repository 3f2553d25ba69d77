import { h } from '../dom/element';

const NAME = 'cosmos-warden-theme';
const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const MARKS: Readonly<Record<Theme, string>> = { auto: '◐', light: '○', dark: '●' };

/** Told to pictures that are drawn with colours of their own. */
export const THEME_CHANGED = 'themechange';

/** Light, dark, or as the system has it; remembered by the browser. */
export function themeButton(): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'quiet' });
  const show = (theme: Theme): void => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    button.textContent = MARKS[theme];
    button.title = `Theme: ${theme}`;
    button.setAttribute('aria-label', button.title);
    dispatchEvent(new Event(THEME_CHANGED));
  };
  let theme = keptTheme();
  show(theme);
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    localStorage.setItem(NAME, theme);
    show(theme);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(theme));
  return button;
}

function keptTheme(): Theme {
  const kept = localStorage.getItem(NAME);
  return THEMES.find((theme) => theme === kept) ?? 'auto';
}
