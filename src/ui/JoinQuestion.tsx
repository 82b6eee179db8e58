import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './Button';
import styles from './JoinQuestion.module.css';
import { text } from './text';

export interface JoinQuestionProps {
  /** The Site that would become part of another. */
  readonly siteName: string;
  readonly accounts: number;
  readonly onCancel: () => void;
  /** Runs in the click itself. */
  readonly onJoin: () => void;
}

/** Says what joining two Sites means, and asks once, in place, where the answers stand as in what it replaces; the safe one has the focus. */
export function JoinQuestion({ siteName, accounts, onCancel, onJoin }: JoinQuestionProps) {
  const dialog = useRef<HTMLDivElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => dialog.current?.querySelector<HTMLElement>('button:last-child')?.focus(), []);
  const statement = text.joinAsk(siteName, accounts);
  return (
    <div class={styles.question} role="alertdialog" aria-label={statement} ref={dialog}>
      <p>{statement}</p>
      <div class={styles.answers}>
        <Button kind="main" onPress={onJoin}>
          {text.join}
        </Button>
        <Button onPress={onCancel}>{text.cancel}</Button>
      </div>
    </div>
  );
}
