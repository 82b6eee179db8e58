import type { ElementHandle, Page } from 'puppeteer-core';
import type { Panel } from './browser';
import { readAccounts, readFocused, readHeading, readLiveRegions } from './panel-reads';
import { until } from './until';

/** A page of Hatrack in Chromium, found by accessible roles and names. */
export function createPanel(page: Page): Panel {
  const find = (role: string, name: string) => page.$(`::-p-aria(${escaped(name)}[role="${role}"])`);
  const pressIfThere = async (role: string, name: string) => {
    const element = await find(role, name);
    return element !== null && (await clicked(element));
  };
  return {
    press: async (role, name) => {
      await until(`${role} "${name}"`, () => pressIfThere(role, name));
    },
    pressIfThere,
    has: async (role, name) => (await find(role, name)) !== null,
    drag: async (button, onto) => {
      const middleOf = async (name: string) =>
        (await until(`a button "${name}"`, () => find('button', name))).clickablePoint();
      const [from, to] = [await middleOf(button), await middleOf(onto)];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 5 });
      await page.mouse.up();
    },
    unfold: async (name) => {
      const summary = await until(`a section "${name}"`, () => page.$(`summary::-p-text(${name})`));
      await summary.click();
    },
    choose: async (label, option) => {
      const list = await until(`a list "${label}"`, () => find('combobox', label));
      const options = await list.evaluate(readOptions);
      await list.select(options.find(({ name }) => name === option)?.value ?? '');
    },
    heading: () => until('a heading', () => page.evaluate(readHeading)),
    accounts: () => page.evaluate(readAccounts),
    said: () => page.evaluate(readLiveRegions),
    keys: async (...keys) => {
      for (const key of keys) {
        // A key that closes the page is not let go there any more.
        await page.keyboard.press(key as 'Enter').catch((error: unknown) => {
          if (!page.isClosed()) throw error;
        });
      }
    },
    type: (text) => page.keyboard.type(text),
    focused: () => page.evaluate(readFocused),
    isOpen: () => Promise.resolve(!page.isClosed()),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    evaluate: (run, input) => page.evaluate(run as never, input as never) as never,
    close: async () => {
      if (!page.isClosed()) await page.close();
    },
  };
}

/** `false` when it cannot be pressed yet, or was drawn anew meanwhile and has to be looked for again. */
async function clicked(element: ElementHandle): Promise<boolean> {
  if (await element.evaluate(isDisabled)) return false;
  try {
    await element.click();
    return true;
  } catch (error) {
    if (String(error).includes('Node is detached')) return false;
    // What closes the popup is often not answered any more.
    if (/closed|detached Frame/i.test(String(error))) return true;
    throw error;
  }
}

function isDisabled(element: Element): boolean {
  return element.matches(':disabled, [aria-disabled=true]');
}

function readOptions(list: Element): { name: string; value: string }[] {
  return [...(list as HTMLSelectElement).options].map(({ text, value }) => ({ name: text, value }));
}

/** Puppeteer's aria selector ends a name at these. */
function escaped(name: string): string {
  return name.replace(/[()[\]]/g, (character) => `\\${character}`);
}
