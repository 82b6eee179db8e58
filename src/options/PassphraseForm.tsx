import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import lines from './Lines.module.css';
import styles from './PassphraseForm.module.css';
import type { OptionsState } from './state';

export type PassphraseWish = 'set' | 'change' | 'remove';

export interface PassphraseFormProps {
  readonly wish: PassphraseWish;
  readonly state: OptionsState;
  /** It is done, or given up. */
  readonly onEnd: () => void;
}

/** What was typed stays where it was refused. */
export function PassphraseForm({ wish, state, onEnd }: PassphraseFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState({ now: '', next: '', again: '' });
  const [differ, setDiffer] = useState(false);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const isNew = wish !== 'remove';
  const field = (name: keyof typeof typed, label: string) => (
    <Field
      label={label}
      value={typed[name]}
      isNew={name !== 'now'}
      onInput={(value) => setTyped({ ...typed, [name]: value })}
    />
  );
  const send = async () => {
    setDiffer(isNew && typed.next !== typed.again);
    if (isNew && typed.next !== typed.again) return;
    const { now, next } = typed;
    const done = {
      set: () => state.setPassphrase(next),
      change: () => state.changePassphrase(now, next),
      remove: () => state.removePassphrase(now),
    };
    if (await done[wish]()) onEnd();
  };
  return (
    <form
      class={styles.form}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onEnd();
      }}
    >
      {wish !== 'set' && field('now', text.passphraseNow)}
      {isNew && field('next', text.passphraseNew)}
      {isNew && field('again', text.passphraseAgain)}
      {differ && (
        <p class={lines.fault} role="alert">
          {text.passphrasesDiffer}
        </p>
      )}
      {isNew && <p class={styles.help}>{text.passphraseWarning}</p>}
      <div class={lines.answers}>
        <Button onPress={onEnd}>{text.cancel}</Button>
        <Button kind="main" disabled={state.busy.value} onPress={() => void send()}>
          {actOf(wish)}
        </Button>
      </div>
      {/* Enter sends a form of several fields by its button alone. */}
      <input type="submit" hidden />
    </form>
  );
}

function actOf(wish: PassphraseWish): string {
  if (wish === 'remove') return text.removePassphrase;
  return wish === 'set' ? text.setPassphrase : text.changePassphrase;
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly isNew: boolean;
  readonly onInput: (value: string) => void;
}

function Field({ label, value, isNew, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{label}</label>
      <input
        id={id}
        class={lines.field}
        type="password"
        autocomplete={isNew ? 'new-password' : 'current-password'}
        value={value}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </div>
  );
}
