import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import type { TestBrowser } from './browser';
import { createPanel } from './chromium-panel';
import { executablePath, extensionId, makeProfile } from './chromium-profile';
import { type ChromiumTab, createTab } from './chromium-tab';
import { until } from './until';

export interface ChromiumOptions {
  /** The folder of the built extension. */
  readonly dist: string;
  /** Show windows on this X display; without one, headless. */
  readonly display?: string;
}

export interface Chromium extends TestBrowser {
  open(url: string, options?: { readonly newWindow?: boolean }): Promise<ChromiumTab>;
}

export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const profile = await makeProfile();
  let browser = await start(options, profile);

  /**
   * One that was killed is among the targets for a while; opening a page of ours starts a new one. Once in a hundred times
   * puppeteer does not see that there is a new one, until that has gone too, idle for half a minute.
   */
  const background = () => {
    let woken = 0;
    return until(
      'a worker that answers',
      async () => {
        for (const target of browser.targets().filter(isWorker)) {
          const worker = await target.worker();
          if (worker !== null && (await worker.evaluate(hasApi).catch(() => false))) return worker;
        }
        if (Date.now() - woken < 40_000) return false;
        woken = Date.now();
        const page = await ownPage('src/options/index.html');
        await page.close();
        return false;
      },
      100_000,
    );
  };
  const inBackground: TestBrowser['inBackground'] = async (run, input) =>
    (await (await background()).evaluate(run as never, input as never)) as never;
  const ownPage = async (path: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    return page;
  };
  const pageOf = (tab: unknown): Page => (tab as ChromiumTab).page;
  const tabIdOf = (tab: unknown): Promise<number> => tabIdOfPage(pageOf(tab), inBackground);

  return {
    open: async (url, { newWindow = false } = {}) => {
      const page = newWindow ? await newWindowPage(browser) : await newTabPage(browser);
      const tab = createTab(page);
      await tab.goto(url);
      return tab;
    },
    openPopup: async (tab) => {
      const page = pageOf(tab);
      await page.bringToFront();
      const extension = (await browser.extensions()).get(extensionId);
      if (extension === undefined) throw new Error('Hatrack is not installed');
      const appears = browser.waitForTarget((target) => isPopup(target.url()));
      await page.triggerExtensionAction(extension);
      const panel = createPanel(await (await appears).asPage());
      await panel.heading();
      return panel;
    },
    openPopupPage: async (tab) => {
      const page = await ownPage(`src/popup/index.html?tab=${await tabIdOf(tab)}`);
      const panel = createPanel(page);
      await panel.heading();
      return panel;
    },
    openSettings: async () => {
      const panel = createPanel(await ownPage('src/options/index.html'));
      await panel.heading();
      return panel;
    },
    revoke: (origins) => inBackground(revokeOrigins, [...origins]),
    badgeOf: async (tab) => inBackground(readBadge, await tabIdOf(tab)),
    tabs: () => inBackground(readTabs, null),
    lookAt: async (url) => {
      await until(`a tab with ${url}`, () => inBackground(activateTab, url));
      const page = await until(`a tab with ${url}`, async () =>
        (await browser.pages()).find((candidate) => candidate.url() === url),
      );
      return createTab(page);
    },
    killWorker: async () => {
      await (await background()).close();
    },
    inBackground,
    runScript: async (code) => {
      await (await background()).evaluate(code);
    },
    crashAndRestart: async () => {
      const process = browser.process();
      if (process === null) throw new Error('There is no process');
      const ended = once(process, 'exit');
      process.kill('SIGKILL');
      await ended;
      await rm(join(profile, 'SingletonLock'), { force: true });
      browser = await start(options, profile);
    },
    quitAndRestart: async () => {
      await browser.close();
      browser = await start(options, profile);
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function start({ dist, display }: ChromiumOptions, userDataDir: string): Promise<Browser> {
  if (!existsSync(dist))
    throw new Error(`${dist} is not there: run npm run build and npm run build:test first`);
  const browser = await puppeteer.launch({
    executablePath,
    headless: display === undefined,
    pipe: true,
    userDataDir,
    enableExtensions: [dist],
    ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display } }),
    defaultViewport: null,
    // This and the flags below would put bars over the page that nobody else has; `--test-type` keeps the latter away.
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      // Chromium's sandbox does not start for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--ignore-certificate-errors',
      '--test-type',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1000,760',
    ],
  });
  await browser.waitForTarget(isWorker);
  return browser;
}

/** Chromium has workers of its own. */
function isWorker(target: Target): boolean {
  return target.type() === 'service_worker' && new URL(target.url()).host === extensionId;
}

function isPopup(url: string): boolean {
  return url === `chrome-extension://${extensionId}/src/popup/index.html`;
}

/** The first page is the empty tab that the browser starts with. */
async function newTabPage(browser: Browser): Promise<Page> {
  const [first] = await browser.pages();
  return first?.url() === 'about:blank' ? first : browser.newPage();
}

async function newWindowPage(browser: Browser): Promise<Page> {
  const session = await browser.target().createCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  await session.detach();
  const target = await browser.waitForTarget(
    (candidate) => (candidate as { _targetId?: string })._targetId === targetId,
  );
  const page = await target.page();
  if (page === null) throw new Error('The window has no page');
  return page;
}

/** Found by a mark in its title, since the browser's and puppeteer's ids know nothing of each other. */
async function tabIdOfPage(page: Page, inBackground: TestBrowser['inBackground']): Promise<number> {
  const mark = `tab-${Math.random()}`;
  const title = await page.title();
  const setTitle = (text: string) => page.evaluate(writeTitle, text);
  await setTitle(mark);
  const id = await until('the id of a tab', () => inBackground(findTabByTitle, mark));
  await setTitle(title);
  return id;
}

function writeTitle(title: string): void {
  document.title = title;
}

// The functions below run in the browser. Chromium's API is declared as far as they use it.

interface ChromeTab {
  id: number;
  url?: string;
  title?: string;
  active: boolean;
  discarded: boolean;
  windowId: number;
}
declare const chrome: {
  /** Missing while a worker starts. */
  runtime?: { id: string };
  tabs: {
    query(query: object): Promise<ChromeTab[]>;
    update(id: number, change: { active: boolean }): Promise<unknown>;
  };
  windows: { update(id: number, change: { focused: boolean }): Promise<unknown> };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  action: { getBadgeText(query: { tabId: number }): Promise<string> };
};

function hasApi(): boolean {
  return chrome.runtime?.id !== undefined;
}

async function findTabByTitle(title: string): Promise<number | undefined> {
  const tabs = await chrome.tabs.query({});
  return tabs.find((tab) => tab.title === title)?.id;
}

async function activateTab(url: string): Promise<boolean> {
  const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === url);
  if (tab === undefined) return false;
  await chrome.windows.update(tab.windowId, { focused: true });
  await chrome.tabs.update(tab.id, { active: true });
  return true;
}

async function readTabs(): Promise<{ url: string; asleep: boolean; inFront: boolean }[]> {
  const tabs = await chrome.tabs.query({});
  return tabs.map((tab) => ({ url: tab.url ?? '', asleep: tab.discarded, inFront: tab.active }));
}

function readBadge(tabId: number): Promise<string> {
  return chrome.action.getBadgeText({ tabId });
}

async function revokeOrigins(origins: string[]): Promise<void> {
  await chrome.permissions.remove({ origins });
}
