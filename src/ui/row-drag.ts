import { type ReadonlySignal, signal } from '@preact/signals';

/** A row that follows the pointer. */
export interface Drag {
  readonly id: string;
  /** How far it was dragged down, in pixels. */
  readonly by: number;
  /** Where it would come to stand, from 0. */
  readonly to: number;
  /** Of a row, in pixels. */
  readonly height: number;
}

/** Rows of one height, in elements with `data-account`. */
export interface DragRow {
  readonly id: string;
}

export interface RowDrag {
  readonly drag: ReadonlySignal<Drag | null>;
  /** @param rows of the whole list, in its order */
  begin(event: PointerEvent, rows: readonly DragRow[]): void;
}

/** Pixels; what moves less is a click. */
const slack = 6;

/**
 * Rows are dragged by the pointer itself: the drag and drop of HTML shows no row where it would land, and knows no touch.
 * @param drop called once with where the row was let go
 */
export function createRowDrag(drop: (id: string, to: number) => void): RowDrag {
  const drag = signal<Drag | null>(null);

  const begin = (event: PointerEvent, rows: readonly DragRow[]) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-account]');
    const from = rows.findIndex((row) => row.id === element?.dataset.account);
    const id = rows[from]?.id;
    if (element === null || id === undefined || event.button !== 0 || rows.length < 2) return;
    const height = element.offsetHeight;
    const gesture = new AbortController();
    const { signal: ended } = gesture;

    const follow = ({ clientY }: PointerEvent) => {
      const by = clientY - event.clientY;
      if (drag.value === null && Math.abs(by) < slack) return;
      const to = Math.min(Math.max(from + Math.round(by / height), 0), rows.length - 1);
      drag.value = { id, by, to, height };
    };
    const end = (last: Event) => {
      gesture.abort();
      const dragged = drag.value;
      drag.value = null;
      if (dragged === null) return;
      // The click that follows would switch to the account.
      document.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener('click', swallow, { capture: true }));
      if (last.type === 'pointerup' && dragged.to !== from) drop(id, dragged.to);
    };
    document.addEventListener('pointermove', follow, { signal: ended });
    document.addEventListener('pointerup', end, { signal: ended });
    document.addEventListener('pointercancel', end, { signal: ended });
  };
  return { drag, begin };
}

/**
 * How far a row stands from its place: the dragged one follows the pointer, those that it has passed make room.
 * @param from where the dragged row is from
 * @returns pixels
 */
export function shiftOf(index: number, from: number, { by, to, height }: Drag): number {
  if (index === from) return by;
  if (from < index && index <= to) return -height;
  return to <= index && index < from ? height : 0;
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
