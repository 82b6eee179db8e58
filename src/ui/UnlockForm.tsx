import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './Button';
import { text } from './text';
import styles from './UnlockForm.module.css';

export interface UnlockFormProps {
  readonly busy: boolean;
  /** Where it is all that there is to do, it has the focus. */
  readonly focused?: boolean;
  /** @returns whether it was the right one; what was typed is selected where not, to be typed over */
  readonly onUnlock: (passphrase: string) => Promise<boolean>;
}

/** Asks for the passphrase. */
export function UnlockForm({ busy, focused = false, onUnlock }: UnlockFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const unlock = async () => {
    const passphrase = field.current?.value ?? '';
    if (busy || (passphrase !== '' && (await onUnlock(passphrase)))) return;
    // Whoever has pressed the button goes on typing.
    field.current?.focus();
    field.current?.select();
  };
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <label for={id}>{text.passphrase}</label>
      <input ref={field} id={id} class={styles.field} type="password" autocomplete="current-password" />
      <Button kind="main" wide disabled={busy} onPress={() => void unlock()}>
        {text.unlock}
      </Button>
    </form>
  );
}
