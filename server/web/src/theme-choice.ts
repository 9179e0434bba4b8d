export type ThemeChoice = 'system' | 'light' | 'dark';
const key = 'tb:theme';

export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Puts the theme on the page; everything below follows `color-scheme`. */
export function applyTheme(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice;
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Not kept: the choice holds for this page.
  }
}
