import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { answers, type LoadedAhead, startLoadedAhead, whole } from '../sites/loaded-ahead';
import { ann, ben } from '../sites/site';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

/** What a browser has loaded before anybody goes there is of whoever was signed in then. */
describe.runIf(happens('pages are loaded before anybody goes there'))(
  'a page that was loaded ahead',
  { retry: 0 },
  () => {
    let site: LoadedAhead;
    let browser: TestBrowser;

    beforeAll(async () => {
      [site, browser] = await Promise.all([startLoadedAhead(), launchBrowser({ dist: builds.granted })]);
      // Elsewhere than where any other tab is looked for.
      await (await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben])).goto(
        site.url('/first'),
      );
    });
    afterAll(async () => {
      await browser.close();
      await site.stop();
    });

    /** A tab in which all has been loaded that there is. */
    const begin = async (path: string, name: string): Promise<SiteTab> => {
      const before = site.ahead().length;
      const tab = await browser.open(site.url(path));
      await untilServed(site, tab, name);
      const wanted = [...whole, ...answers].map((one) => `${name} ${one}`);
      await until('what is loaded ahead', () =>
        wanted.every((one) => site.ahead().slice(before).includes(one)),
      );
      return tab;
    };

    /** By a link, as only the page itself comes to what it has had loaded. */
    const follow = async (tab: SiteTab, path: string, name: string): Promise<void> => {
      await tab.evaluate(clickLink, path).catch(() => undefined);
      // Such a page comes in a frame of its own, which whoever drives the tab has not.
      await untilIs('the page', `${path} Hello ${name}`, () => browser.inBackground(readFront, null));
      await browser.inBackground(closeFront, null);
    };

    it('is shown without asking the server', async () => {
      const tab = await begin('/start', 'Ben');
      await browser.inBackground(setPerson, { url: site.url(), name: 'Ann' });
      const visits = site.visits();
      await follow(tab, '/next', 'Ben');
      expect(site.visits()).toBe(visits);
      await browser.inBackground(setPerson, { url: site.url(), name: 'Ben' });
    });

    it.each([...whole, ...answers])('is not shown to another account: %s', async (path) => {
      for (const [label, name, other] of [
        ['Account 1', 'Ann', 'Ben'],
        ['Account 2', 'Ben', 'Ann'],
      ] as const) {
        const tab = await begin('/start', other);
        await switchTo(browser, tab, label);
        await untilServed(site, tab, name);
        await follow(tab, path, name);
      }
    });

    it('does not come back in its own place as another account', async () => {
      const tab = await begin('/', 'Ben');
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
    });
  },
);

// The functions below run in the browser.

function clickLink(path: string): void {
  document.querySelector<HTMLElement>(`a[href="${path}"]`)?.click();
}

declare const chrome: {
  cookies: { set(cookie: object): Promise<unknown> };
  tabs: {
    query(query: object): Promise<{ id: number; url: string }[]>;
    remove(id: number): Promise<void>;
  };
  scripting: {
    executeScript(script: { target: { tabId: number }; func: () => string }): Promise<{ result: string }[]>;
  };
};

async function setPerson({ url, name }: { url: string; name: string }): Promise<void> {
  await chrome.cookies.set({ url, name: 'sid', value: name, httpOnly: true });
}

/** The path of the page in front, and what it says first. */
async function readFront(): Promise<string> {
  const [tab] = await chrome.tabs.query({ active: true });
  const read = {
    target: { tabId: tab?.id ?? 0 },
    func: () => document.querySelector('h1')?.textContent ?? '',
  };
  const [said] = await chrome.scripting.executeScript(read);
  return `${new URL(tab?.url ?? '').pathname} ${said?.result}`;
}

async function closeFront(): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true });
  if (tab !== undefined) await chrome.tabs.remove(tab.id);
}
