import { useId, useRef } from 'preact/hooks';
import { needsSignIn } from '@/domain/account/account-status';
import type { AccountId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { Icon } from '@/ui/Icon';
import { Key } from '@/ui/Key';
import { numbered } from '@/ui/number-key';
import { statusText, text } from '@/ui/text';
import styles from './AccountRow.module.css';
import { RenameField } from './RenameField';
import { RowMenu } from './RowMenu';
import type { AccountsView, PopupState } from './state';

export interface AccountRowProps {
  readonly row: RowView;
  /** Its place among those that are shown, from 0. */
  readonly index: number;
  /** How far it stands from its place while a row is being dragged, in pixels. */
  readonly shift: number;
  /** Where Tab comes into the list; arrows go from row to row. */
  readonly entry: boolean;
  /** The rows that are shown: all, or those that were searched for. */
  readonly shown: readonly RowView[];
  readonly view: AccountsView;
  readonly state: PopupState;
  /** Gives an account's row the focus. */
  readonly focus: (id: AccountId) => void;
}

export function AccountRow({ row, index, shift, entry, shown, view, state, focus }: AccountRowProps) {
  const opened = state.opened.value;
  const mine = opened !== null && 'id' in opened && opened.id === row.id ? opened.kind : null;
  const busy = state.busy.value;
  const line = useRef<HTMLLIElement>(null);
  useFocusBack(mine === 'rename', () => line.current?.querySelector('button'));
  const tabIndex = entry ? 0 : -1;
  // What is typed goes to the search until it is left.
  const number = state.query.value === '' ? view.rows.indexOf(row) + 1 : null;
  const digit = number !== null && number <= numbered ? String(number) : null;
  return (
    <li
      ref={line}
      class={styles.row}
      data-account={row.id}
      data-active={row.active}
      data-open={mine === 'menu'}
      data-busy={busy === row.id}
      aria-setsize={shown.length}
      aria-posinset={index + 1}
      style={{ '--place': index, '--shift': `${shift}px` }}
    >
      {mine === 'rename' ? (
        <RenameField row={row} state={state} />
      ) : (
        <>
          <AccountButton
            row={row}
            entry={entry}
            digit={digit}
            first={index === 0}
            view={view}
            state={state}
          />
          {row.status === 'ended' && (
            <span class={styles.again}>
              <Button
                name={text.again(row.label)}
                tabIndex={tabIndex}
                disabled={busy !== null}
                onPress={() => void state.again(view, row.id)}
              >
                {text.againShort}
              </Button>
            </span>
          )}
          <span class={styles.more}>
            <Button
              kind="quiet"
              name={text.more(row.label)}
              tabIndex={tabIndex}
              expanded={mine === 'menu'}
              disabled={busy !== null}
              onPress={() => {
                state.opened.value = mine === 'menu' ? null : { kind: 'menu', id: row.id };
              }}
            >
              <Icon name="more" />
            </Button>
          </span>
        </>
      )}
      {mine === 'menu' && <RowMenu row={row} shown={shown} view={view} state={state} focus={focus} />}
    </li>
  );
}

interface AccountButtonProps extends Pick<AccountRowProps, 'row' | 'entry' | 'view' | 'state'> {
  /** The key that switches to it, where there is one. */
  readonly digit: string | null;
  /** Of what was searched for it is the one that Enter takes. */
  readonly first: boolean;
}

/**
 * The button is as large as all that stands on it, and has the label alone in it: whoever speaks to the computer says what they see
 * (WCAG 2.2, 2.5.3). The rest lies over it and lets the pointer through.
 */
function AccountButton({ row, entry, digit, first, view, state }: AccountButtonProps) {
  const busy = state.busy.value;
  const noteId = useId();
  const isWaiting = needsSignIn(row.status);
  // That one is signed in is what a row says by being there.
  const showsStatus = isWaiting || (row.active && row.handle === null);
  const handle = isWaiting ? null : row.handle;
  const hint = first && state.query.value.trim() !== '' ? '↵' : digit;
  return (
    <>
      <button
        type="button"
        class={styles.account}
        tabIndex={entry ? 0 : -1}
        data-row={row.id}
        data-ended={row.status === 'ended'}
        data-noted={showsStatus || handle !== null}
        aria-label={row.label}
        aria-current={row.active ? 'true' : undefined}
        aria-describedby={noteId}
        aria-disabled={busy !== null}
        aria-keyshortcuts={digit ?? undefined}
        title={row.label}
        onClick={() => void (busy === null && state.switchTo(view, row.id))}
      >
        <span class={styles.label} dir="auto">
          {row.label}
        </span>
      </button>
      <span class={styles.avatar} data-status={row.status}>
        <Avatar initial={row.initial} colour={row.colour} picture={row.avatar} large={row.active} />
      </span>
      <span class={styles.note} id={noteId}>
        <span class={styles.status} data-status={row.status} hidden={!showsStatus}>
          {statusText[row.status]}
        </span>
        {handle !== null && (
          <span class={styles.handle} dir="auto">
            {handle}
          </span>
        )}
      </span>
      {row.status !== 'ended' && (
        <span class={styles.mark}>
          {row.active ? <Icon name="check" /> : hint !== null && <Key name={hint} />}
        </span>
      )}
    </>
  );
}
