import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useFocusBack } from '@/ui/focus-back';

export interface AskingLine {
  readonly line: RefObject<HTMLDivElement | null>;
  readonly asking: boolean;
  ask(asks: boolean): void;
}

/** A line that asks once, in its own place, before something is gone. Its first button has the focus while it asks, and afterwards. */
export function useAskingLine(): AskingLine {
  const [asking, ask] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const first = () => line.current?.querySelector('button');
  // The safe answer has the focus, before anything is painted.
  useLayoutEffect(() => {
    if (asking) first()?.focus();
  }, [asking]);
  useFocusBack(asking, first);
  return { line, asking, ask };
}
