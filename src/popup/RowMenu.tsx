import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RowView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { spoken } from '@/ui/messages';
import { text } from '@/ui/text';
import styles from './RowMenu.module.css';
import type { AccountsView, PopupState } from './state';

export interface RowMenuProps {
  readonly row: RowView;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly view: AccountsView;
  readonly state: PopupState;
}

/** Opens inside the row: a floating menu would reach beyond the popup's edge, which clips it. */
export function RowMenu({ row, index, view, state }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => menu.current?.querySelector('button')?.focus(), []);
  return (
    <div class={styles.menu} role="menu" aria-label={text.more(row.label)} ref={menu} onKeyDown={moveFocus}>
      <Button
        role="menuitem"
        onPress={() => {
          state.opened.value = { kind: 'rename', id: row.id };
        }}
      >
        {text.rename}
      </Button>
      {index > 0 && (
        <Button role="menuitem" onPress={() => void state.move(view, row, index - 1)}>
          {text.moveUp}
        </Button>
      )}
      {index < view.rows.length - 1 && (
        <Button role="menuitem" onPress={() => void state.move(view, row, index + 1)}>
          {text.moveDown}
        </Button>
      )}
      <Button role="menuitem" onPress={() => void state.details(view, row.id)}>
        {text.details}
      </Button>
      <Button role="menuitem" onPress={() => void state.signOut(view, row.id, row.label)}>
        {text.signOut}
      </Button>
    </div>
  );
}

/** Arrow keys go round the items of a menu (WAI-ARIA APG, menu pattern), those to the sides as the items stand. */
function moveFocus(event: KeyboardEvent): void {
  const right = spoken().direction === 'rtl' ? -1 : 1;
  const step = { ArrowRight: right, ArrowDown: 1, ArrowLeft: -right, ArrowUp: -1 }[event.key];
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const index = items.indexOf(document.activeElement as HTMLButtonElement);
  if (step === undefined || index === -1) return;
  event.preventDefault();
  event.stopPropagation();
  items[(index + step + items.length) % items.length]?.focus();
}
