import { useRef } from 'preact/hooks';
import type { AccountSettingsView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { Icon } from '@/ui/Icon';
import { statusText, text } from '@/ui/text';
import { AccountEditor } from './AccountEditor';
import styles from './AccountLine.module.css';
import type { OptionsState } from './state';

export interface AccountLineProps {
  readonly account: AccountSettingsView;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly count: number;
  readonly isDragged: boolean;
  /** How far it stands from its place while a line is being dragged, in pixels. */
  readonly shift: number;
  readonly state: OptionsState;
  /** @param to from 0 */
  readonly onMove: (to: number) => void;
  readonly onSignOut: () => void;
}

export function AccountLine(props: AccountLineProps) {
  const { account, index, count, isDragged, shift, state, onMove, onSignOut } = props;
  const { id, label, initial, colour, avatar, active, status, usedAt, handle } = account;
  const isEdited = state.edited.value === id;
  const line = useRef<HTMLLIElement>(null);
  useFocusBack(isEdited, () => line.current?.querySelector('button'));
  return (
    <li
      ref={line}
      class={styles.line}
      data-account={id}
      data-dragged={isDragged}
      style={{ '--shift': `${shift}px` }}
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined || !event.altKey) return;
        event.preventDefault();
        onMove(index + step);
      }}
    >
      <div class={styles.row}>
        <span class={styles.grip} data-alone={count < 2}>
          <Icon name="grip" />
        </span>
        <Avatar initial={initial} colour={colour} picture={avatar} />
        <div class={styles.words}>
          <p class={styles.label} dir="auto">
            {label}
          </p>
          <p class={styles.facts}>
            {(active || status === 'ended') && (
              <span data-status={status} class={styles.status}>
                {statusText[status]}
              </span>
            )}
            {handle !== null && <span dir="auto">{handle}</span>}
            <span>{text.usedAt(usedAt)}</span>
          </p>
        </div>
        <div class={styles.actions}>
          {!isEdited && (
            <Button name={text.editAccount(label)} onPress={() => state.edit(id)}>
              {text.edit}
            </Button>
          )}
          <Button name={text.signOutOf(label)} onPress={onSignOut}>
            {text.signOut}
          </Button>
        </div>
      </div>
      {isEdited && (
        <AccountEditor account={account} index={index} count={count} state={state} onMove={onMove} />
      )}
    </li>
  );
}
