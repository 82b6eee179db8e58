import { Icon } from '@/ui/Icon';
import { Key } from '@/ui/Key';
import { text } from '@/ui/text';
import styles from './SearchField.module.css';
import type { PopupState } from './state';

export interface SearchFieldProps {
  readonly state: PopupState;
}

/** Above a long list. The list's keys bring the focus here and back (see `list-keys.ts`). */
export function SearchField({ state }: SearchFieldProps) {
  return (
    <div class={styles.field}>
      <Icon name="search" />
      <input
        type="search"
        class={styles.input}
        aria-label={text.search}
        placeholder={text.search}
        aria-keyshortcuts="/"
        value={state.query.value}
        autocomplete="off"
        spellcheck={false}
        data-search
        onInput={({ currentTarget }) => state.search(currentTarget.value)}
      />
      <span class={styles.key}>
        <Key name={state.query.value === '' ? '/' : text.escapeKey} />
      </span>
    </div>
  );
}
