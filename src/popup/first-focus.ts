import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { PopupView } from '@/domain/view';

/**
 * The popup opens with the focus on what Enter is most likely meant for, and no ring about it until a key is pressed.
 * @param within the first button in here
 * @param isWanted not where something else has the focus
 * @param shown with which what had the focus may go; then it comes back there
 */
export function useFirstFocus(
  within: RefObject<HTMLElement | null>,
  isWanted: boolean,
  shown: PopupView | null,
): void {
  useLayoutEffect(() => {
    if (!isWanted || document.activeElement !== document.body) return;
    within.current?.querySelector('button')?.focus({ focusVisible: false });
  }, [isWanted, shown]);
}
