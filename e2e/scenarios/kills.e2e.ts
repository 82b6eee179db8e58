import { afterEach, beforeEach, describe, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser, ordinaryStore } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben, type TestSite } from '../sites/site';
import { startSubdomains } from '../sites/subdomains';
import { startTokenApp } from '../sites/token-app';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

/** How often; `npm run test:kill` asks for many more, and for every kind on every site. */
const workerKills = Number(process.env.HATRACK_WORKER_KILLS ?? 3);
const crashes = Number(process.env.HATRACK_CRASHES ?? 1);
const reloads = Number(process.env.HATRACK_RELOADS ?? 1);
const isLong = process.env.HATRACK_WORKER_KILLS !== undefined;

type Kind = 'worker' | 'extension' | 'browser';

/** Milliseconds within which a switch is well over. */
const longest = 200;

interface KilledSite {
  readonly name: string;
  readonly siteId: string;
  readonly page: string;
  readonly start: () => Promise<TestSite>;
  readonly lasts: boolean;
  /** What is killed there every day. */
  readonly kinds: readonly Kind[];
}

/** Sites that say `mixed` as soon as one thing of somebody else comes along. */
const sites: readonly KilledSite[] = [
  {
    name: 'in cookies',
    siteId: 'press.test',
    page: '/account',
    start: startSubdomains,
    lasts: true,
    kinds: ['worker', 'browser'],
  },
  {
    name: 'in lasting storage',
    siteId: 'localhost',
    page: '/',
    start: () => startTokenApp('lasting'),
    lasts: true,
    kinds: ['browser'],
  },
  // A sessionStorage ends with its tab, and a crash ends every tab.
  {
    name: 'in all storage',
    siteId: 'localhost',
    page: '/',
    start: () => startTokenApp('all'),
    lasts: false,
    kinds: ['worker', 'extension'],
  },
];

describe.each(sites)(
  'a sign-in $name, killed at a random moment of a switch',
  { retry: 0 },
  ({ siteId, page, start, lasts, kinds }) => {
    const isKilled = (kind: Kind) => isLong || kinds.includes(kind);
    let site: TestSite;
    let browser: TestBrowser;
    let tab: SiteTab;

    beforeEach(async () => {
      [site, browser] = await Promise.all([start(), launchBrowser({ dist: builds.granted })]);
      const siteName = siteId === 'localhost' ? 'localhost (all ports)' : siteId;
      tab = await withTwoAccounts(browser, site, siteName, [ann, ben]);
      // What a page has just stored is lost in a crash with or without Hatrack, until the browser has written it down.
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
    });
    afterEach(async () => {
      await browser.close();
      await site.stop();
    });

    /** Presses the row of whoever is not active, and waits no longer than a random while. */
    const beginSwitch = async () => {
      const popup = await browser.openPopup(tab);
      const labels = await until('the list of accounts', () => popup.accounts());
      await popup.press('button', labels.find((label) => !label.endsWith('*')) ?? '');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
    };
    /** The list says who is active, and the server agrees. What was asked for just before the kill may begin only now. */
    const untilWhole = async () => {
      const popup = await browser.openPopup(tab);
      await until('a list and a server that agree', async () => {
        const labels = await popup.accounts();
        const name = { 'Account 1*,Account 2': 'Ann', 'Account 1,Account 2*': 'Ben' }[labels.join()];
        return (await tab.text()).includes(`Hello ${name}`) && site.lastVisitor() === name;
      });
      await popup.close();
    };
    const bothAreWhole = async () => {
      for (const [label, name] of [
        ['Account 1', 'Ann'],
        ['Account 2', 'Ben'],
        ['Account 1', 'Ann'],
      ] as const) {
        const popup = await browser.openPopup(tab);
        const labels = await until('the list of accounts', () => popup.accounts());
        const active = labels.includes(`${label}*`);
        await popup.close();
        if (!active) await switchTo(browser, tab, label);
        await untilServed(site, tab, name);
      }
    };

    it.runIf(isKilled('worker'))(
      `the worker, ${workerKills} times: one account or the other, and both whole`,
      async () => {
        for (let kill = 0; kill < workerKills; kill++) {
          await beginSwitch();
          await browser.killWorker();
          await untilRepaired();
          // Its page has come back by itself.
          await untilWhole();
        }
        await bothAreWhole();
      },
      1_000_000,
    );

    it.runIf(isKilled('extension')).each([
      ['loaded anew', () => browser.reloadExtension()],
      ['switched off and on', () => browser.switchOffAndOn()],
    ] as const)(
      `the extension, ${reloads} times %s: one account or the other, and both whole`,
      async (_, act) => {
        for (let reload = 0; reload < reloads; reload++) {
          await beginSwitch();
          await act();
          await untilRepaired();
          await untilWhole();
        }
        await bothAreWhole();
      },
      1_000_000,
    );

    const crashTest = async () => {
      for (let crash = 0; crash < crashes; crash++) {
        await beginSwitch();
        await browser.crashAndRestart();
        tab = await browser.open('about:blank');
        await untilRepaired();
        await tab.goto(site.url(page));
        await untilWhole();
      }
      await bothAreWhole();
    };
    it.runIf(lasts && isKilled('browser'))(
      `the browser, ${crashes} times: one account or the other, and both whole`,
      crashTest,
      1_000_000,
    );

    /** The next start of the worker has closed the journal. */
    const untilRepaired = async () => {
      const settings = await browser.openSettings();
      await untilIs('open journals', 0, () => settings.evaluate(countOpen, `${siteId}/${ordinaryStore}`));
      await settings.close();
      await tab.bringToFront();
    };
  },
);

declare const chrome: {
  storage: Record<'local' | 'session', { get(key: string): Promise<Record<string, unknown>> }>;
};

async function countOpen(place: string): Promise<number> {
  const key = `journal/${place}`;
  const { [key]: journal } = await chrome.storage.local.get(key);
  const { started } = await chrome.storage.session.get('started');
  return journal || !started ? 1 : 0;
}
