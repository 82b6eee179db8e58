/** What is read from a page of Hatrack, whichever browser shows it. These functions run in the page. */

export function readHeading(): string | null | undefined {
  return document.querySelector('h1')?.textContent;
}

export function readAccounts(): string[] {
  const list = document.querySelector('[aria-label="Accounts"]');
  if (list === null) throw new Error('There is no list "Accounts"');
  const rows = list.querySelectorAll('button[data-row]');
  return [...rows].map((row) => `${row.ariaLabel}${row.getAttribute('aria-current') === 'true' ? '*' : ''}`);
}

export function readLiveRegions(): string {
  const regions = document.querySelectorAll('[role="status"], [role="alert"]');
  return [...regions].map((region) => region.textContent).join('');
}

export function readFocused(): string {
  const { activeElement: active } = document;
  const label = (active as HTMLInputElement | null)?.labels?.[0]?.textContent;
  return active?.ariaLabel ?? label ?? active?.textContent ?? '';
}
