import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { text } from '@/ui/text';
import styles from './AskOnce.module.css';
import { Row } from './Row';

export interface AskOnceProps {
  readonly name: string;
  readonly help: string;
  readonly question: string;
  /** What the button says that does it. */
  readonly act: string;
  readonly onConfirm: () => void;
}

/** What cannot be taken back: says in place what goes, and the safe answer has the focus. */
export function AskOnce({ name, help, question, act, onConfirm }: AskOnceProps) {
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLDivElement>(null);
  useFocusBack(asking, () => opener.current?.querySelector('button'));
  return (
    <div ref={opener}>
      {asking ? (
        <Question
          question={question}
          help={help}
          act={act}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            onConfirm();
          }}
        />
      ) : (
        <Row name={name} help={help}>
          <Button kind="danger" onPress={() => setAsking(true)}>
            {act}
          </Button>
        </Row>
      )}
    </div>
  );
}

interface QuestionProps extends Omit<AskOnceProps, 'name'> {
  readonly onCancel: () => void;
}

function Question({ question, help, act, onCancel, onConfirm }: QuestionProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const [id, helpId] = [useId(), useId()];
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => dialog.current?.querySelector('button')?.focus(), []);
  return (
    <div
      class={styles.question}
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={helpId}
      ref={dialog}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel();
      }}
    >
      <div>
        <p id={id}>{question}</p>
        <p class={styles.help} id={helpId}>
          {help}
        </p>
      </div>
      <div class={styles.answers}>
        <Button onPress={onCancel}>{text.cancel}</Button>
        <Button kind="danger" onPress={onConfirm}>
          {act}
        </Button>
      </div>
    </div>
  );
}
