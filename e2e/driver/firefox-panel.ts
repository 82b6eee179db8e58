import type { Panel } from './browser';
import type { FirefoxPage } from './firefox-page';
import { pressRole } from './firefox-tab';
import type { Marionette } from './marionette';
import { readAccounts, readFocused, readHeading, readLiveRegions } from './panel-reads';
import { until } from './until';

/** A page of Hatrack in Firefox, found by accessible roles and names. @param close what closes it */
export function createFirefoxPanel(
  line: Marionette,
  page: FirefoxPage,
  close: () => Promise<void>,
): Panel & { isThere(): Promise<boolean> } {
  let open = true;
  const isThere = async () => {
    open = open && (await page.exists());
    return open;
  };
  const pressIfThere = async (role: string, name: string) => {
    try {
      return await page.runAbove(pressRole, { role, name });
    } catch (error) {
      // What closes the popup is often not answered any more.
      if (!(await isThere())) return true;
      throw error;
    }
  };
  return {
    isThere,
    press: async (role, name) => {
      await until(`${role} "${name}"`, () => pressIfThere(role, name));
    },
    pressIfThere,
    has: (role, name) => page.runAbove(hasRole, { role, name }),
    drag: async (button, onto) => {
      await until(`buttons "${button}" and "${onto}"`, () => page.runAbove(drag, { button, onto }));
    },
    unfold: async (name) => {
      await until(`a section "${name}"`, () => page.run(unfold, name));
    },
    choose: async (label, option) => {
      await until(`a list "${label}"`, () => page.runAbove(choose, { label, option }));
    },
    heading: () => until('a heading', () => page.run(readHeading, null).catch(() => null)),
    accounts: () => page.run(readAccounts, null),
    said: () => page.run(readLiveRegions, null),
    keys: async (...keys) => {
      for (const key of keys) await line.inBrowser(pressKey, { browserId: page.browserId, key });
      await isThere();
    },
    type: async (text) => {
      for (const key of text) await line.inBrowser(pressKey, { browserId: page.browserId, key });
    },
    focused: () => page.run(readFocused, null),
    isOpen: () => isThere(),
    screenshot: (path) => page.screenshot(path),
    evaluate: (run, input) => page.run(run, input),
    close: async () => {
      if (await isThere()) await close();
    },
  };
}

// The functions below run in the page.

function hasRole({ role, name }: { role: string; name: string }): boolean {
  return hatrackRoles.find(role, name) !== null;
}

interface MouseWindow {
  /** Firefox's own. @param what `buttons` are those that are held down */
  synthesizeMouseEvent(type: string, x: number, y: number, what: { button: number; buttons: number }): void;
}

/** By events as the mouse's own are, of which the browser makes those of the pointer. */
async function drag({ button, onto }: { button: string; onto: string }): Promise<boolean> {
  const mouse = window as unknown as MouseWindow;
  const middleOf = (name: string) => {
    const { x, y, width, height } = hatrackRoles.find('button', name)?.getBoundingClientRect() ?? {};
    return [(x ?? 0) + (width ?? 0) / 2, (y ?? 0) + (height ?? 0) / 2] as const;
  };
  if ([button, onto].some((name) => hatrackRoles.find('button', name) === null)) return false;
  const [[x, y], [toX, toY]] = [middleOf(button), middleOf(onto)];
  const held = { button: 0, buttons: 1 };
  mouse.synthesizeMouseEvent('mousedown', x, y, held);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    mouse.synthesizeMouseEvent('mousemove', x + (toX - x) * part, y + (toY - y) * part, held);
    await new Promise((drawn) => window.requestAnimationFrame(drawn));
  }
  mouse.synthesizeMouseEvent('mouseup', toX, toY, { button: 0, buttons: 0 });
  return true;
}

function unfold(name: string): boolean {
  const all = [...document.querySelectorAll('summary')];
  const summary = all.find((element) => element.textContent.includes(name));
  summary?.click();
  return summary !== undefined;
}

function choose({ label, option }: { label: string; option: string }): boolean {
  const list = hatrackRoles.find('combobox', label) as HTMLSelectElement | null;
  const wanted = [...(list?.options ?? [])].find(({ text }) => text === option);
  if (list === null || wanted === undefined) return false;
  list.value = wanted.value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

// The function below runs in Firefox's own window.

interface TextInputProcessor {
  beginInputTransactionForTests(window: unknown): boolean;
  keydown(event: KeyboardEvent): void;
  keyup(event: KeyboardEvent): void;
}
declare const BrowsingContext: {
  getCurrentTopByBrowserId(id: number): {
    embedderElement: { focus(): void; ownerDocument: { defaultView: Window & typeof globalThis } };
  } | null;
};
declare const Components: {
  classes: Record<string, { createInstance(type: unknown): TextInputProcessor }>;
  interfaces: { nsITextInputProcessor: unknown };
};

/** As the keyboard does: the browser has the key first. */
function pressKey({ browserId, key }: { browserId: number; key: string }): void {
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (browser === undefined) return;
  browser.focus();
  const processor = Components.classes['@mozilla.org/text-input-processor;1']?.createInstance(
    Components.interfaces.nsITextInputProcessor,
  );
  const window = browser.ownerDocument.defaultView;
  processor?.beginInputTransactionForTests(window);
  const event = new window.KeyboardEvent('', { key });
  processor?.keydown(event);
  processor?.keyup(event);
}
