import type { AccountId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import { numberOf } from '@/ui/number-key';
import type { AccountsView, PopupState } from './state';
import { createTypeAhead } from './type-ahead';

export interface ListKeysContext {
  /** Those that are shown, in their order. */
  readonly rows: readonly RowView[];
  readonly view: AccountsView;
  readonly state: PopupState;
  /** Gives the focus to an account's row, which may first have to be drawn. */
  focus(id: AccountId): void;
}

export interface ListKeys {
  hear(event: KeyboardEvent, context: ListKeysContext): void;
}

/**
 * The keyboard in the popup: arrows, Home, End, 1 to 9, the beginning of a label, `/` for the search, Escape; Alt with arrows moves a
 * row.
 */
export function createListKeys(): ListKeys {
  const typeAhead = createTypeAhead();

  const hear = (event: KeyboardEvent, context: ListKeysContext): void => {
    // Letters that are put together first are the input method's own, with Enter and Escape.
    if (event.isComposing) return;
    if (event.key === 'Escape') onEscape(event, context);
    else if (context.state.opened.value?.kind === 'details') return;
    else if (event.target instanceof HTMLInputElement) onFieldKey(event, context);
    else if (event.altKey) onMoveKey(event, context);
    else if (!event.ctrlKey && !event.metaKey) onPlainKey(event, context);
  };

  const onPlainKey = (event: KeyboardEvent, context: ListKeysContext): void => {
    // In the middle of a name the French é is a letter, also at the place of 2.
    const isLetter = /^\p{L}$/u.test(event.key) && typeAhead.isTyping(event.timeStamp);
    if (!isLetter && onNumber(event, context)) return;
    // Whoever is in a menu would act on another row than the one that it is of.
    if (context.state.opened.value?.kind === 'menu' || onSlash(event)) return;
    const next = context.rows[placeFor(event, context)];
    if (next === undefined) return;
    event.preventDefault();
    context.focus(next.id);
  };

  const placeFor = ({ key, timeStamp }: KeyboardEvent, { rows }: ListKeysContext): number => {
    const at = placeOfFocus(rows);
    if (key === 'ArrowDown') return (at + 1) % rows.length;
    if (key === 'ArrowUp') return at <= 0 ? rows.length - 1 : at - 1;
    if (key === 'Home') return 0;
    if (key === 'End') return rows.length - 1;
    if ([...key].length !== 1 || key.trim() === '') return -1;
    const labels = rows.map(({ label }) => label);
    return typeAhead.find(key, labels, at, timeStamp);
  };
  return { hear };
}

/** The account with this key, whatever is shown of the list. */
function onNumber(event: KeyboardEvent, { view, state }: ListKeysContext): boolean {
  const number = numberOf(event);
  const chosen = number === null ? undefined : view.rows[number - 1];
  if (chosen === undefined) return false;
  event.preventDefault();
  void state.switchTo(view, chosen.id);
  return true;
}

function onSlash(event: KeyboardEvent): boolean {
  const field = event.key === '/' ? document.querySelector<HTMLElement>('[data-search]') : null;
  if (field === null) return false;
  event.preventDefault();
  field.focus();
  return true;
}

/** From the search the arrow goes to what is shown, and Enter takes the first that was found. */
function onFieldKey(event: KeyboardEvent, { rows, view, state, focus }: ListKeysContext): void {
  const isSearch = (event.target as HTMLElement).hasAttribute('data-search');
  const [first] = rows;
  if (!isSearch || first === undefined) return;
  if (event.key === 'ArrowDown') focus(first.id);
  else if (event.key === 'Enter' && rows !== view.rows) void state.switchTo(view, first.id);
  else return;
  event.preventDefault();
}

/** Alt with an arrow takes the focused row along; not in what is found, which stands in an order of its own. */
function onMoveKey(event: KeyboardEvent, { rows, view, state, focus }: ListKeysContext): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const index = placeOfFocus(rows);
  const row = rows[index];
  if (step === undefined || row === undefined || rows !== view.rows) return;
  event.preventDefault();
  // A row that is drawn at another place loses the focus.
  void state.move(view, row, index + step).then(() => focus(row.id));
}

/** Closes what is open in the popup, and gives the focus back to its row; then empties the search; then closes the popup. */
function onEscape(event: KeyboardEvent, { state, focus }: ListKeysContext): void {
  event.preventDefault();
  const opened = state.opened.value;
  if (opened !== null) {
    state.opened.value = null;
    // After the render that puts the row back.
    if ('id' in opened) requestAnimationFrame(() => focus(opened.id));
  } else if (state.query.value !== '') state.search('');
  else state.close();
}

function placeOfFocus(rows: readonly RowView[]): number {
  const focused = document.activeElement === null ? undefined : accountOf(document.activeElement);
  return rows.findIndex(({ id }) => id === focused);
}

/** Whose row it is in: its menu button and its menu belong to a row. */
export function accountOf(element: Element): AccountId | undefined {
  return element.closest<HTMLElement>('[data-account]')?.dataset.account as AccountId | undefined;
}
