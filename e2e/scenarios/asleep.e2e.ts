import { expect, it, onTestFinished } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp } from '../sites/token-app';
import { builds, signIn, switchTo, withTwoAccounts } from './steps';

const isUnwatched = happens('whoever watches a tab wakes it');

/** What a tab keeps can be reached in its page alone: one that sleeps through a switch has still what it had. */
it('a tab that slept through a switch wakes with nothing of the account before, which gets it back', {
  retry: 0,
}, async () => {
  const [site, browser] = await Promise.all([
    startTokenApp('session'),
    launchBrowser({ dist: builds.granted }),
  ]);
  onTestFinished(async () => {
    await browser.close();
    await site.stop();
  });
  const tab = await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben]);
  const asleep = site.url('/asleep');
  await signIn(await browser.open(asleep), ben);
  await tab.bringToFront();
  await browser.letSleep(asleep);

  await change(browser, isUnwatched ? null : tab, 'Account 1', 'previous-account');
  await untilIs('whom the server sees', 'Ann', async () => site.lastVisitor());
  const before = site.asked('Ben');
  const woken = await wake(browser, asleep);
  await untilSays(browser, asleep, 'Sign in to see your notes.');
  expect(site.asked('Ben')).toBe(before);

  await change(browser, woken, 'Account 2', 'next-account');
  await untilSays(browser, asleep, 'Hello Ben');
  expect(site.asked('Ben')).toBeGreaterThan(before);
  expect(site.mixed()).toEqual([]);
});

/** @param tab `null`: the one in front, and nobody watches it */
async function change(
  browser: TestBrowser,
  tab: SiteTab | null,
  label: string,
  command: string,
): Promise<void> {
  if (tab === null) await browser.inBackground(dispatch, command);
  else await switchTo(browser, tab, label);
}

async function wake(browser: TestBrowser, url: string): Promise<SiteTab | null> {
  if (!isUnwatched) return browser.lookAt(url);
  await browser.inBackground(show, url);
  return null;
}

function untilSays(browser: TestBrowser, url: string, text: string): Promise<boolean> {
  return until(`a page that says "${text}"`, async () =>
    (await browser.inBackground(read, url)).includes(text),
  );
}

// The functions below run in the background. Its API is declared as far as they use it.

interface Tabs {
  query(query: object): Promise<{ id: number; url: string }[]>;
  update(id: number, changes: { active: boolean }): Promise<unknown>;
}
declare const chrome: {
  readonly tabs: Tabs;
  readonly scripting: {
    executeScript(wish: object): Promise<{ result: string }[]>;
  };
  readonly commands: { readonly onCommand: { dispatch(name: string): void } };
};

async function dispatch(command: string): Promise<void> {
  chrome.commands.onCommand.dispatch(command);
}

async function show(url: string): Promise<void> {
  const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
  if (tab !== undefined) await chrome.tabs.update(tab.id, { active: true });
}

async function read(url: string): Promise<string> {
  const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
  if (tab === undefined) return '';
  const [found] = await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    func: () => document.body.innerText,
  });
  return found?.result ?? '';
}
