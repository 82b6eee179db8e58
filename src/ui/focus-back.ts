import { useLayoutEffect } from 'preact/hooks';

/**
 * Gives the focus back when a question or a form that had it is gone.
 * @param opener finds what it was opened by
 */
export function useFocusBack(isOpen: boolean, opener: () => HTMLElement | null | undefined): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    return () => {
      if (document.activeElement === document.body) opener()?.focus();
    };
  }, [isOpen]);
}
