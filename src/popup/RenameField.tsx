import { useLayoutEffect, useRef } from 'preact/hooks';
import { maxLabelLength } from '@/domain/account/label';
import type { RowView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { text } from '@/ui/text';
import styles from './RenameField.module.css';
import type { PopupState } from './state';

export interface RenameFieldProps {
  readonly row: RowView;
  readonly state: PopupState;
}

/** Enter and leaving the field keep the new label, Escape the old one. */
export function RenameField({ row, state }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const save = () => {
    // Leaving the field also follows a key that has ended it already.
    if (state.opened.peek()?.kind !== 'rename') return;
    const label = field.current?.value ?? row.label;
    if (label === row.label) state.opened.value = null;
    else void state.rename(row.id, label);
  };
  return (
    <form
      class={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <span class={styles.avatar}>
        <Avatar initial={row.initial} colour={row.colour} picture={row.avatar} large={row.active} />
      </span>
      <input
        ref={field}
        class={styles.input}
        aria-label={text.label}
        defaultValue={row.label}
        maxLength={maxLabelLength}
        dir="auto"
        spellcheck={false}
        onBlur={save}
      />
    </form>
  );
}
