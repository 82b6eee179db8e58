import type { Page } from 'puppeteer-core';
import type { SiteTab } from './browser';
import { longest, until } from './until';

/** Images and the like may take as long as they want. */
const parsed = { waitUntil: 'domcontentloaded', timeout: longest } as const;

export interface ChromiumTab extends SiteTab {
  readonly page: Page;
}

export function createTab(page: Page): ChromiumTab {
  return {
    page,
    goto: async (url) => {
      await page.goto(url, parsed);
    },
    reload: async () => {
      await page.reload(parsed);
    },
    // A page that is being replaced has nothing to say yet.
    text: () => page.evaluate(() => document.body.innerText).catch(() => ''),
    fill: async (label, value) => {
      // Typed anew where the page was another one half-way.
      await until(`"${value}" in a field "${label}"`, async () => {
        if (!(await page.evaluate(emptyField, label))) return false;
        // At once, as a password manager does: keys one by one were a third of the time that two sign-ins take.
        await page.keyboard.sendCharacter(value);
        return (await page.evaluate(readField)) === value;
      });
    },
    click: async (text) => {
      // Looked for anew where it went before it was clicked on.
      await until(`"${text}"`, async () => {
        const element = await page.$(`::-p-text(${text})`);
        await element?.click();
        return element !== null;
      });
    },
    press: async (button) => {
      await until(`a button "${button}"`, async () => {
        const element = await page.$(`::-p-aria(${button}[role="button"])`);
        if (element !== null) await Promise.all([page.waitForNavigation(parsed), element.click()]);
        return element !== null;
      });
    },
    evaluate: (run, input) => page.evaluate(run as never, input as never) as never,
    bringToFront: () => page.bringToFront(),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    close: () => page.close(),
  };
}

// The functions below run in the page.

/** What stands in an empty field names it where nothing else does. */
function emptyField(name: string): boolean {
  const isIt = ({ labels, placeholder }: HTMLInputElement) =>
    (labels?.[0]?.textContent.trim() ?? placeholder) === name;
  const field = [...document.querySelectorAll('input')].find(isIt);
  if (field === undefined) return false;
  field.value = '';
  field.focus();
  return true;
}

function readField(): string | undefined {
  return (document.activeElement as HTMLInputElement | null)?.value;
}
