import { act } from 'preact/test-utils';

/** A page of ours as it is drawn, and what a person does in it; for tests with a document. */

export let root: HTMLElement;

/** An empty one, which is not in the document. */
export function newPage(): void {
  root = document.createElement('div');
}

export const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent) === name,
  );

/** Long enough for what was pressed to be answered and drawn. */
export const drawn = () => new Promise(requestAnimationFrame);

export const press = (name: string) =>
  act(async () => {
    button(name)?.click();
    await drawn();
  });

export const key = (name: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    (document.activeElement ?? document).dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }),
    );
    await drawn();
  });

/** The name of what has the focus. */
export const focused = () => document.activeElement?.getAttribute('aria-label');
