import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { text } from '@/ui/text';
import { ActionRow } from './ActionRow';
import styles from './SignOutAll.module.css';
import type { AccountsView, PopupState } from './state';

export interface SignOutAllProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

/** Asks once, in place; the safe answer has the focus. */
export function SignOutAll({ view, state }: SignOutAllProps) {
  const busy = state.busy.value !== null;
  const asks = state.opened.value?.kind === 'confirm';
  const opener = useRef<HTMLButtonElement>(null);
  useFocusBack(asks, () => opener.current);
  if (asks) return <Confirm view={view} state={state} />;
  return (
    <ActionRow
      icon="leave"
      at={opener}
      disabled={busy}
      onPress={() => {
        state.opened.value = { kind: 'confirm' };
      }}
    >
      {text.signOutAll}
    </ActionRow>
  );
}

function Confirm({ view, state }: SignOutAllProps) {
  const dialog = useRef<HTMLDivElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => dialog.current?.querySelector('button')?.focus(), []);
  const question = text.confirmAll(view.rows.length - view.elsewhere);
  return (
    <div class={styles.confirm} role="alertdialog" aria-label={question} ref={dialog}>
      <p>{question}</p>
      <div class={styles.choices}>
        <Button
          onPress={() => {
            state.opened.value = null;
          }}
        >
          {text.cancel}
        </Button>
        <Button kind="danger" onPress={() => void state.signOutAll(view)}>
          {text.signOutAll}
        </Button>
      </div>
    </div>
  );
}
