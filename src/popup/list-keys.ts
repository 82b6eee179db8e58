import type { AccountsView, PopupState } from './state';

/** The keyboard in the popup: arrows, Home, End, 1 to 9, the first letters of a label, Escape; Alt with arrows moves a row. */
export function onListKey(
  event: KeyboardEvent,
  list: HTMLElement | null,
  view: AccountsView,
  state: PopupState,
): void {
  if (event.key === 'Escape') {
    onEscape(event, list, state);
    return;
  }
  const typing = event.target instanceof HTMLInputElement;
  if (typing || event.ctrlKey || event.metaKey || list === null) return;
  if (event.altKey) {
    onMoveKey(event, list, view, state);
    return;
  }
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const number = /^[1-9]$/.test(event.key) ? Number(event.key) : null;
  const chosen = number === null ? undefined : view.rows[number - 1];
  if (chosen !== undefined) {
    event.preventDefault();
    void state.switchTo(view, chosen.id);
    return;
  }
  const next = rowFor(event.key, rows, rows.indexOf(document.activeElement as HTMLElement));
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Alt with an arrow takes the focused row along. */
function onMoveKey(event: KeyboardEvent, list: HTMLElement, view: AccountsView, state: PopupState): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
  const index = view.rows.findIndex((row) => row.id === id);
  const row = view.rows[index];
  if (step === undefined || row === undefined) return;
  event.preventDefault();
  // A row that is drawn at another place loses the focus.
  void state.move(view, row, index + step).then(() => focusRow(list, row.id));
}

function focusRow(list: HTMLElement | null, id: string | null): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  rows.find((row) => row.dataset.row === id)?.focus();
}

/** Closes what is open in the popup, and gives the focus back to its row; with nothing open, closes the popup. */
function onEscape(event: KeyboardEvent, list: HTMLElement | null, state: PopupState): void {
  event.preventDefault();
  const opened = state.opened.value;
  if (opened === null) {
    state.close();
    return;
  }
  state.opened.value = null;
  const id = 'id' in opened ? opened.id : null;
  // After the render that puts the row back.
  requestAnimationFrame(() => focusRow(list, id));
}

function rowFor(key: string, rows: readonly HTMLElement[], from: number): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return rows[(from + 1) % rows.length];
    case 'ArrowUp':
      return rows[(Math.max(from, 0) - 1 + rows.length) % rows.length];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return key.length === 1 && key.trim() !== '' ? rowBeginning(key, rows, from) : undefined;
  }
}

/** The next row after this one whose label begins with the letter. */
function rowBeginning(letter: string, rows: readonly HTMLElement[], from: number): HTMLElement | undefined {
  const ring = [...rows.slice(from + 1), ...rows.slice(0, from + 1)];
  return ring.find((row) =>
    row.getAttribute('aria-label')?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
  );
}
