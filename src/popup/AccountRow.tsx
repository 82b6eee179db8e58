import { useId } from 'preact/hooks';
import type { RowView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { statusText, text } from '@/ui/text';
import styles from './AccountRow.module.css';
import { Details } from './Details';
import { RenameField } from './RenameField';
import { RowMenu } from './RowMenu';
import type { AccountsView, PopupState } from './state';

export interface AccountRowProps {
  readonly row: RowView;
  /** Its place in the list, from 1; the first nine have a key. */
  readonly number: number;
  /** How far it stands from its place while a row is being dragged, as a CSS length. */
  readonly shift: string | null;
  readonly view: AccountsView;
  readonly state: PopupState;
}

export function AccountRow({ row, number, shift, view, state }: AccountRowProps) {
  const opened = state.opened.value;
  const mine = opened !== null && 'id' in opened && opened.id === row.id ? opened.kind : null;
  const busy = state.busy.value;
  const statusId = useId();
  const isWaiting = row.status === 'ended' || row.status === 'pending';
  return (
    <li
      class={styles.row}
      data-active={row.active}
      data-open={mine !== null}
      data-busy={busy === row.id}
      style={shift === null ? undefined : { '--shift': shift }}
    >
      {mine === 'rename' ? (
        <RenameField row={row} state={state} />
      ) : (
        <button
          type="button"
          class={styles.account}
          data-row={row.id}
          aria-label={row.label}
          aria-current={row.active ? 'true' : undefined}
          aria-describedby={statusId}
          aria-disabled={busy !== null}
          onClick={() => void (busy === null && state.switchTo(view, row.id))}
        >
          <Avatar initial={row.initial} colour={row.colour} picture={row.avatar} />
          <span class={styles.words}>
            <span class={styles.label} dir="auto" title={row.label}>
              {row.label}
            </span>
            <span class={styles.status} id={statusId} hidden={!isWaiting}>
              {statusText[row.status]}
            </span>
            {row.handle !== null && !isWaiting && (
              <span class={styles.handle} dir="auto">
                {row.handle}
              </span>
            )}
          </span>
          {row.status !== 'ended' && (
            <span class={styles.mark}>{row.active ? <Icon name="check" /> : number <= 9 && number}</span>
          )}
        </button>
      )}
      {row.status === 'ended' && mine !== 'rename' && (
        <span class={styles.again}>
          <Button
            name={text.again(row.label)}
            disabled={busy !== null}
            onPress={() => void state.again(view, row.id)}
          >
            {text.againShort}
          </Button>
        </span>
      )}
      {mine !== 'rename' && (
        <Button
          kind="quiet"
          name={text.more(row.label)}
          expanded={mine === 'menu'}
          disabled={busy !== null}
          onPress={() => {
            state.opened.value = mine === 'menu' ? null : { kind: 'menu', id: row.id };
          }}
        >
          <Icon name="more" />
        </Button>
      )}
      {mine === 'menu' && <RowMenu row={row} index={number - 1} view={view} state={state} />}
      {mine === 'details' && opened?.kind === 'details' && <Details view={opened.view} state={state} />}
    </li>
  );
}
