import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import { createRowDrag, shiftOf } from '@/ui/row-drag';
import { text } from '@/ui/text';
import styles from './AccountList.module.css';
import { AccountRow } from './AccountRow';
import { useDrawnRows } from './drawn-rows';
import { accountOf, createListKeys } from './list-keys';
import type { AccountsView, PopupState } from './state';

export interface AccountListProps {
  /** Those of the view that are shown. */
  readonly rows: readonly RowView[];
  readonly view: AccountsView;
  readonly state: PopupState;
  /** What it is a part of, where it does not have a window to itself: then it hears keys in there alone, and waits for the focus. */
  readonly within?: RefObject<HTMLElement | null> | undefined;
}

export function AccountList({ rows, view, state, within }: AccountListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [kept, keep] = useState(() => rows.find(({ active }) => active)?.id);
  const drawn = useDrawnRows(
    rows.length,
    scroller,
    rows.findIndex(({ id }) => id === kept),
  );

  // What is found is seen from its first row on, which Enter takes, wherever the list stood.
  const query = state.query.value;
  useLayoutEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [query]);

  // A row that is not drawn is drawn first, and has the focus before anything is painted.
  const wanted = useRef<AccountId | null>(null);
  const isRinged = useRef(true);
  const focusWanted = () => {
    const element = wanted.current === null ? null : buttonOf(scroller.current, wanted.current);
    if (element === null) return;
    element.focus({ focusVisible: isRinged.current });
    wanted.current = null;
  };
  const focus = (id: AccountId, ringed = true) => {
    wanted.current = id;
    isRinged.current = ringed;
    keep(id);
    focusWanted();
  };
  useLayoutEffect(focusWanted);

  // Keys work wherever the focus is in the popup: it is open to pick an account and for nothing else.
  const keys = useMemo(createListKeys, []);
  useLayoutEffect(() => {
    const home = within?.current ?? document;
    const hear = (event: Event) => keys.hear(event as KeyboardEvent, { rows, view, state, focus });
    home.addEventListener('keydown', hear);
    return () => home.removeEventListener('keydown', hear);
  });

  // The popup opens with the focus where the person is now, and no ring about it until a key is pressed; when what had the focus is
  // gone, it comes back there.
  const mayTakeFocus = useRef(within === undefined);
  useLayoutEffect(() => {
    const part = within?.current;
    const allow = () => {
      mayTakeFocus.current = true;
    };
    part?.addEventListener('focusin', allow);
    return () => part?.removeEventListener('focusin', allow);
  }, [within]);
  useLayoutEffect(() => {
    if (!mayTakeFocus.current || document.activeElement !== document.body) return;
    const row = rows.find(({ active }) => active) ?? rows[0];
    if (row !== undefined) focus(row.id, false);
  }, [view]);

  const latest = useRef(view);
  latest.current = view;
  const { drag, begin } = useMemo(
    () =>
      createRowDrag((id, to) => {
        const row = latest.current.rows.find((one) => one.id === id);
        if (row !== undefined) void state.move(latest.current, row, to);
      }),
    [state],
  );
  const dragged = drag.value;
  const from = rows.findIndex(({ id }) => id === dragged?.id);
  // What is found stands in an order of its own, also where it is everybody.
  const isWhole = rows === view.rows;
  const entry = rows.find(({ id }) => id === kept) ?? rows.find(({ active }) => active) ?? rows[0];

  return (
    <div
      class={styles.scroller}
      ref={scroller}
      data-long={state.searchable.value}
      style={{ '--total': view.rows.length }}
    >
      <ul
        class={styles.list}
        aria-label={text.accounts}
        data-dragging={dragged !== null}
        style={{ '--count': rows.length }}
        onFocusIn={({ target }) => keep(accountOf(target as Element))}
        onPointerDown={(event) => {
          if (isWhole && state.busy.value === null && state.opened.value === null) begin(event, rows);
        }}
      >
        {drawn.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <AccountRow
              key={row.id}
              row={row}
              index={index}
              shift={dragged === null ? 0 : shiftOf(index, from, dragged)}
              entry={row === entry}
              shown={rows}
              view={view}
              state={state}
              focus={focus}
            />
          );
        })}
      </ul>
      {rows.length < view.rows.length && rows.length === 0 && (
        <p class={styles.none}>{text.foundNone(query)}</p>
      )}
    </div>
  );
}

function buttonOf(scroller: HTMLElement | null, id: AccountId): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;
}
