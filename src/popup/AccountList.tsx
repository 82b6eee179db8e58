import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '@/ui/text';
import styles from './AccountList.module.css';
import { AccountRow } from './AccountRow';
import { onListKey } from './list-keys';
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

  return (
    <ul class={styles.list} aria-label={text.accounts} ref={list}>
      {view.rows.map((row, index) => (
        <AccountRow key={row.id} row={row} number={index + 1} view={view} state={state} />
      ))}
    </ul>
  );
}
