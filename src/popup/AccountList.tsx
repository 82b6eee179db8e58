import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { text } from '@/ui/text';
import styles from './AccountList.module.css';
import { AccountRow } from './AccountRow';
import { onListKey } from './list-keys';
import { createRowDrag, type Drag } from './row-drag';
import type { AccountsView, PopupState } from './state';

export interface AccountListProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

export function AccountList({ view, state }: AccountListProps) {
  const list = useRef<HTMLUListElement>(null);

  // Keys work wherever the focus is in the popup: it is open to pick an account and for nothing else.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => onListKey(event, list.current, view, state);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [view, state]);

  // The popup opens with the focus where the person is now; when what had it is gone, it comes back there.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    (rows.find((row) => row.hasAttribute('aria-current')) ?? rows[0])?.focus();
  }, [view]);

  const latest = useRef(view);
  latest.current = view;
  const { drag, begin } = useMemo(
    () =>
      createRowDrag((id, to) => {
        const row = latest.current.rows.find((one) => one.id === id);
        if (row !== undefined) void state.move(latest.current, row, to);
      }),
    [state],
  );
  const dragged = drag.value;
  const from = view.rows.findIndex(({ id }) => id === dragged?.id);

  return (
    <ul
      class={styles.list}
      aria-label={text.accounts}
      ref={list}
      data-dragging={dragged !== null}
      onPointerDown={(event) => {
        if (state.busy.value === null && state.opened.value === null)
          begin(event, [...event.currentTarget.children] as HTMLElement[]);
      }}
    >
      {view.rows.map((row, index) => (
        <AccountRow
          key={row.id}
          row={row}
          number={index + 1}
          shift={dragged === null ? null : shiftOf(index, from, dragged)}
          view={view}
          state={state}
        />
      ))}
    </ul>
  );
}

/** The dragged row follows the pointer; those that it has passed make room, by a whole row. */
function shiftOf(index: number, from: number, { by, to }: Drag): string {
  if (index === from) return `${by}px`;
  if (from < index && index <= to) return 'calc(-1 * var(--row))';
  return to <= index && index < from ? 'var(--row)' : '0px';
}
