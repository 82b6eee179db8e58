import { afterEach, expect, it } from 'vitest';
import type { Panel, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { builds } from './steps';

let browser: TestBrowser;
afterEach(() => browser.close());

const welcomePages = async () =>
  (await browser.tabs()).filter(({ url }) => url.endsWith('/src/welcome/index.html')).length;

it('comes in front once, when Hatrack is new', async () => {
  browser = await launchBrowser({ dist: builds.real, keepWelcome: true });
  await until('the welcome page', async () =>
    (await browser.tabs()).some(({ url, inFront }) => inFront && url.endsWith('/src/welcome/index.html')),
  );
  expect(await welcomePages()).toBe(1);

  await browser.quitAndRestart();
  await browser.openSettings();
  expect(await welcomePages()).toBe(0);
});

it('lets its reader switch, by click and by keys, on a site that there is not', async () => {
  browser = await launchBrowser({ dist: builds.real });
  const page = await browser.openWelcome();
  await untilIs('the accounts', ['Work*', 'Personal'], () => page.accounts());
  await untilSite(page, 'ann@company.example');

  await page.press('button', 'Personal');
  await untilIs('what is said', 'Now Personal', () => page.said());
  await untilSite(page, 'ann@home.example');

  await page.keys('ArrowUp', 'Enter');
  await untilIs('what is said', 'Now Work', () => page.said());
  await untilSite(page, 'ann@company.example');

  await page.keys('2');
  await untilIs('what is said', 'Now Personal', () => page.said());

  await page.press('button', 'Add account');
  await page.press('button', 'Sign in as Club');
  await untilIs('the accounts', ['Work', 'Personal', 'Club*'], () => page.accounts());
  await untilSite(page, 'ann@club.example');
});

it('takes the number of an account before anything has the focus, and leaves the other keys to the page', async () => {
  browser = await launchBrowser({ dist: builds.real });
  const page = await browser.openWelcome();
  await untilIs('the accounts', ['Work*', 'Personal'], () => page.accounts());
  expect(await page.evaluate(hasNoFocus, null)).toBe(true);
  await page.keys('ArrowDown', 'p');
  expect(await page.evaluate(hasNoFocus, null)).toBe(true);
  await page.keys('2');
  await untilIs('the accounts', ['Work', 'Personal*'], () => page.accounts());
});

it('shows which keys there are, each that the manifest suggests', async () => {
  browser = await launchBrowser({ dist: builds.real });
  const page = await browser.openWelcome();
  const keys = ['Alt+Shift+U', 'Alt+Shift+.', 'Alt+Shift+,', 'Alt+Shift+1'];
  await untilIs('the keys', keys, () => page.evaluate(readKeys, null));
});

async function untilSite(page: Panel, email: string): Promise<void> {
  const text = () =>
    page.evaluate(() => document.querySelector('[aria-label="The pretend site"]')?.textContent ?? '', null);
  await until(`${email} on the site`, async () => (await text()).includes(email));
}

function readKeys(): string[] {
  return [...document.querySelectorAll('dd')].map(({ textContent }) => textContent);
}

function hasNoFocus(): boolean {
  return document.activeElement === document.body;
}
