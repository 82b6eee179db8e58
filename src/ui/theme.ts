import { type Theme, themes } from '@/domain/site/settings';

/**
 * The colours of a page of ours. The worker keeps what was chosen; a mirror of it in the extension's own `localStorage` can be read
 * before anything is painted, which no message could.
 */

const key = 'theme';

/** From now on this page and those that are opened later look so. */
export function showTheme(theme: Theme): void {
  apply(theme);
  if (theme === 'system') localStorage.removeItem(key);
  else localStorage.setItem(key, theme);
}

/** Has the page look as it was chosen last. */
export function showChosenTheme(): void {
  const chosen = localStorage.getItem(key);
  apply(themes.find((theme) => theme === chosen) ?? 'system');
}

/** What is set here outranks the style sheet, in which each colour is a `light-dark()`. */
function apply(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}
