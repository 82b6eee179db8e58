import type { Page } from 'puppeteer-core';
import type { SiteTab } from './browser';
import { until } from './until';

/** Images and the like may take as long as they want. */
const parsed = { waitUntil: 'domcontentloaded' } as const;

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
      const field = await until(`a field "${label}"`, () => page.$(`::-p-aria(${label}[role="textbox"])`));
      await field.evaluate((element) => {
        (element as HTMLInputElement).value = '';
      });
      await field.type(value);
    },
    click: async (text) => {
      const element = await until(`"${text}"`, () => page.$(`::-p-text(${text})`));
      await element.click();
    },
    press: async (button) => {
      const element = await until(`a button "${button}"`, () =>
        page.$(`::-p-aria(${button}[role="button"])`),
      );
      await Promise.all([page.waitForNavigation(parsed), element.click()]);
    },
    evaluate: (run, input) => page.evaluate(run as never, input as never) as never,
    bringToFront: () => page.bringToFront(),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    close: () => page.close(),
  };
}
