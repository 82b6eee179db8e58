import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { AccountId } from '@/domain/ids';
import type { AccountSettingsView } from '@/domain/view';
import { createRowDrag, shiftOf } from '@/ui/row-drag';
import { text } from '@/ui/text';
import { AccountLine } from './AccountLine';
import styles from './AccountsSection.module.css';
import card from './Card.module.css';
import { Empty } from './Empty';
import heading from './Heading.module.css';
import type { OptionsState } from './state';

export interface AccountsSectionProps {
  readonly state: OptionsState;
}

/** The accounts of the Site that is shown. */
export function AccountsSection({ state }: AccountsSectionProps) {
  const help = useId();
  const list = useRef<HTMLUListElement>(null);
  const accounts = state.accounts.value?.accounts ?? null;
  const { drag, begin } = useMemo(
    () =>
      createRowDrag((id, to) => {
        const account = state.accounts.value?.accounts.find((one) => one.id === id);
        if (account !== undefined) void state.move(account, to);
      }),
    [state],
  );
  const left = useRef<{ readonly id: AccountId; readonly index: number } | null>(null);
  useLayoutEffect(() => {
    if (left.current === null || accounts?.some(({ id }) => id === left.current?.id)) return;
    // The line that had the focus is gone: it goes on to the one in its place.
    const rows = [...(list.current?.querySelectorAll('[data-account]') ?? [])];
    const next = rows[left.current.index] ?? rows.at(-1);
    left.current = null;
    if (document.activeElement === document.body) next?.querySelector('button')?.focus();
  }, [accounts]);
  const dragged = drag.value;
  if (accounts === null) return null;
  if (accounts.length === 0) return <Empty icon="account" sentence={text.empty} />;
  const canMove = accounts.length > 1;
  const from = accounts.findIndex(({ id }) => id === dragged?.id);
  const move = async (account: AccountSettingsView, to: number) => {
    const focused = document.activeElement as HTMLElement | null;
    await state.move(account, to);
    // What stands at another place has lost the focus; a button that led further may be there no more.
    const row = list.current?.querySelector(`[data-account="${CSS.escape(account.id)}"]`);
    (focused?.isConnected ? focused : row?.querySelector('button'))?.focus();
  };
  return (
    <>
      {canMove && (
        <p class={heading.help} id={help}>
          {text.accountsHelp}
        </p>
      )}
      <ul
        class={`${card.card} ${styles.list}`}
        aria-label={text.accounts}
        aria-describedby={canMove ? help : undefined}
        data-dragging={dragged !== null}
        ref={list}
        onPointerDown={(event) => {
          const isControl = (event.target as Element).closest('button, form') !== null;
          if (!isControl && state.edited.value === null) begin(event, accounts);
        }}
      >
        {accounts.map((account, index) => (
          <AccountLine
            key={account.id}
            account={account}
            index={index}
            count={accounts.length}
            isDragged={index === from}
            shift={dragged === null ? 0 : shiftOf(index, from, dragged)}
            state={state}
            onMove={(to) => void move(account, to)}
            onSignOut={() => {
              left.current = { id: account.id, index };
              void state.signOut(account);
            }}
          />
        ))}
      </ul>
    </>
  );
}
