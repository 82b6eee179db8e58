import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/**
 * So many rows are drawn whole: a screen reader goes through them without a stop. Two hundred would keep the popup from the first key or
 * click for a quarter of a second.
 */
const drawnWhole = 50;

/** So many are drawn whole at once; of more the first picture has those that can be seen, and the rest follows when it has been painted. */
const drawnAtOnce = 12;

/** A long list is no taller, in rows (see AccountList.module.css). */
const tallest = 6.5;

/** Rows beside those that can be seen, so that scrolling a little shows nothing empty. The first picture does without. */
const overscan = 8;

/**
 * Which rows of a long list are in the document: those that can be seen, and one that is kept wherever the list stands.
 * @param kept what has the focus, or is to have it, from 0; −1 for none
 * @returns places in the list, from 0
 */
export function useDrawnRows(
  count: number,
  scroller: RefObject<HTMLElement | null>,
  kept: number,
): readonly number[] {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const isPainted = useIsPainted();
  const isWhole = count <= (isPainted ? drawnWhole : drawnAtOnce);
  // Asked for once a picture, and not once a row.
  const height = isWhole ? 0 : rowHeight();
  const options = {
    count,
    enabled: !isWhole,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
    // What is known before anything is measured, so that the first picture has all its rows.
    initialRect: { width: 0, height: tallest * height },
    initialOffset: () => Math.max(0, kept - 2) * height,
    rangeExtractor: ({ startIndex, endIndex }: { startIndex: number; endIndex: number }) => {
      const beside = isPainted ? overscan : 0;
      const from = Math.max(0, startIndex - beside);
      const to = Math.min(count - 1, endIndex + beside);
      return withKept(range(from, to), kept, count);
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, Element>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return isWhole ? range(0, count - 1) : virtualizer.getVirtualItems().map(({ index }) => index);
}

/** `false` until a frame has been drawn. An effect would run before, where what it belongs to is rendered twice. */
function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** In the order of the list, since that is the order of the keyboard and of screen readers. */
function withKept(indexes: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].toSorted((a, b) => a - b);
}

/** Pixels. */
function rowHeight(): number {
  const style = getComputedStyle(document.documentElement);
  return Number.parseFloat(style.getPropertyValue('--row')) * Number.parseFloat(style.fontSize);
}
