import { useLayoutEffect } from 'preact/hooks';

/**
 * Gives the focus back when a question that had it is gone.
 * @param opener finds what the question was opened by
 */
export function useFocusBack(isAsking: boolean, opener: () => HTMLElement | null | undefined): void {
  useLayoutEffect(() => {
    if (!isAsking) return;
    return () => {
      if (document.activeElement === document.body) opener()?.focus();
    };
  }, [isAsking]);
}
