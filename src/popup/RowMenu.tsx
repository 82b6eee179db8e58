import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './RowMenu.module.css';
import type { AccountsView, PopupState } from './state';

export interface RowMenuProps {
  readonly row: RowView;
  /** The rows that are shown: all, or those that were searched for. */
  readonly shown: readonly RowView[];
  readonly view: AccountsView;
  readonly state: PopupState;
  /** Gives an account's row the focus. */
  readonly focus: (id: AccountId) => void;
}

/** Stands above everything, so that the list below it keeps still; the browser lets it open to where there is room. */
export function RowMenu(props: RowMenuProps) {
  const { row, state } = props;
  const menu = useRef<HTMLDivElement>(null);
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => {
    menu.current?.showPopover();
    menu.current?.querySelector('button')?.focus();
  }, []);
  const close = () => {
    state.opened.value = null;
  };
  useLayoutEffect(() => {
    const hear = ({ target }: Event) => {
      if (menu.current?.parentElement?.contains(target as Node) !== true) close();
    };
    document.addEventListener('pointerdown', hear);
    return () => document.removeEventListener('pointerdown', hear);
  });
  return (
    <div
      class={styles.menu}
      popover="manual"
      role="menu"
      aria-label={text.more(row.label)}
      ref={menu}
      onKeyDown={(event) => {
        if (event.key === 'Tab') close();
        else moveFocus(event);
      }}
    >
      {itemsFor(props).map(({ icon, name, act }) => (
        <Button key={icon} role="menuitem" onPress={act}>
          <Icon name={icon} />
          {name}
        </Button>
      ))}
    </div>
  );
}

interface Item {
  readonly icon: IconName;
  readonly name: string;
  readonly act: () => void;
}

function itemsFor({ row, shown, view, state, focus }: RowMenuProps): Item[] {
  const index = view.rows.indexOf(row);
  const rename = () => {
    state.opened.value = { kind: 'rename', id: row.id };
  };
  // A row that is drawn at another place loses the focus.
  const moveTo = (to: number) => () => void state.move(view, row, to).then(() => focus(row.id));
  // What is found stands in an order of its own.
  const isWhole = shown === view.rows;
  const up: Item[] = isWhole && index > 0 ? [{ icon: 'up', name: text.moveUp, act: moveTo(index - 1) }] : [];
  const isAbove = isWhole && index < view.rows.length - 1;
  const down: Item[] = isAbove ? [{ icon: 'down', name: text.moveDown, act: moveTo(index + 1) }] : [];
  return [
    { icon: 'rename', name: text.rename, act: rename },
    ...up,
    ...down,
    { icon: 'details', name: text.details, act: () => void state.details(view, row.id) },
    { icon: 'leave', name: text.signOut, act: () => void state.signOut(view, row.id, row.label) },
  ];
}

/** Arrow keys go round the items of a menu (WAI-ARIA APG, menu pattern). */
function moveFocus(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const index = items.indexOf(document.activeElement as HTMLButtonElement);
  const next = placeFor(event.key, index, items.length);
  if (next === undefined || index === -1) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

function placeFor(key: string, index: number, count: number): number | undefined {
  return { ArrowDown: (index + 1) % count, ArrowUp: (index - 1 + count) % count, Home: 0, End: count - 1 }[
    key
  ];
}
