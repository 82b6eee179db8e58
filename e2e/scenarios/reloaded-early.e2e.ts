import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until } from '../driver/until';
import { ann, ben } from '../sites/site';
import { type SlowHome, startSlowHome } from '../sites/slow-home';
import { builds, untilServed, withTwoAccounts } from './steps';

let site: SlowHome;
let browser: TestBrowser;

beforeEach(async () => {
  [site, browser] = await Promise.all([startSlowHome(), launchBrowser({ dist: builds.granted })]);
});
afterEach(async () => {
  await browser.close();
  await site.stop();
});

it('a tab that is loaded again before its page is back does not stay empty', async () => {
  const tab = await withTwoAccounts(browser, site, 'club.test', [ann, ben]);
  const before = site.asked();
  const release = site.hold();
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Account 1');
  await until('the page to be asked for', () => site.asked() > before);
  const reloaded = tab.reload();
  await until('a page in the tab', async () => site.asked() > before + 1 || (await tab.text()).trim() === '');
  release();
  await reloaded;
  await untilServed(site, tab, 'Ann');
  expect(await popup.accounts()).toEqual(['Account 1*', 'Account 2']);
  await popup.close();
});
