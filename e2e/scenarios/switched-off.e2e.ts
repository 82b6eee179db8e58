import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { untilIs } from '../driver/until';
import { type MemberClub, startMemberClub } from '../sites/member-club';
import { ann, ben } from '../sites/site';
import { builds, switchTo, untilServed, untilStored, withTwoAccounts } from './steps';

let site: MemberClub;
let browser: TestBrowser;
let tab: SiteTab;

beforeEach(async () => {
  [site, browser] = await Promise.all([startMemberClub('nothing'), launchBrowser({ dist: builds.granted })]);
  onTestFinished(async () => {
    await browser.close();
    await site.stop();
  });
  tab = await withTwoAccounts(browser, site, 'club.test', [ann, ben]);
});

/** Somebody signs in over Ben, who is active. */
const signInOver = async () => {
  await tab.goto(site.url('/as?name=Cora'));
  await untilServed(site, tab, 'Cora');
};

const turnSite = async (on: boolean) => {
  const settings = await browser.openSettings();
  await settings.press('switch', 'Keep several accounts here');
  await untilStored(settings, `"multiSession":${on}`);
  await settings.close();
};

const ways: [string, () => Promise<void>][] = [
  ['as a whole', () => browser.switchOffAndOn(signInOver)],
  [
    'for this site',
    async () => {
      await turnSite(false);
      await signInOver();
      await turnSite(true);
    },
  ],
];

it.each(ways)('who signs in while Hatrack is off %s takes nobody’s place', async (_, whileOff) => {
  await whileOff();
  await switchTo(browser, tab, 'Account 1');
  await untilServed(site, tab, 'Ann');
  const popup = await browser.openPopup(tab);
  await untilIs('the accounts', ['Account 1*', 'Account 2', 'Account 3'], () => popup.accounts());
  await popup.close();
  await switchTo(browser, tab, 'Account 2');
  await untilServed(site, tab, 'Ben');
  await switchTo(browser, tab, 'Account 3');
  await untilServed(site, tab, 'Cora');
  expect(site.lastVisitor()).toBe('Cora');
});
