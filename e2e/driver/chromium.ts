import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import type { BrowserOptions, OpenOptions, TestBrowser } from './browser';
import { createPanel } from './chromium-panel';
import { executablePath, extensionId, makeProfile } from './chromium-profile';
import { idOf, renewChromium } from './chromium-renewal';
import { type ChromiumTab, createTab } from './chromium-tab';
import type { RenewableBrowser } from './spare-browser';
import { longest, until } from './until';

export interface Chromium extends RenewableBrowser {
  open(url: string, options?: OpenOptions): Promise<ChromiumTab>;
  /** An empty page, for what is looked at and not acted on. */
  newPage(): Promise<Page>;
}

export async function launchChromium(options: BrowserOptions): Promise<Chromium> {
  const profile = await makeProfile();
  let browser = await start(options, profile);
  if (!options.keepWelcome) await closeWelcome(browser);
  // The empty tab that the browser starts with; after a restart it is not told from other pages that have just begun.
  let [empty] = await browser.pages();
  const newTabPage = async (): Promise<Page> => {
    const page = empty?.url() === 'about:blank' ? empty : await browser.newPage();
    empty = undefined;
    return page;
  };

  /** One that was killed is among the targets for a while; opening a page of ours starts a new one. */
  const background = () =>
    until('a worker that answers', async () => {
      for (const target of browser.targets().filter(isWorker)) {
        const worker = await target.worker();
        if (worker !== null && (await worker.evaluate(hasApi).catch(() => false))) return worker;
      }
      const page = await ownPage('src/options/index.html');
      await page.close();
      return false;
    });
  /**
   * What was granted at the install, nobody but a person can grant again; and of an extension that was loaded anew puppeteer can have the
   * worker before.
   */
  let isSpoilt = false;
  /** Of the worker alone, once pages are watched no more. */
  let watched: CDPSession | null = null;
  const inBackground: TestBrowser['inBackground'] = async (run, input) =>
    (await (watched === null
      ? (await background()).evaluate(run as never, input as never)
      : evaluateBy(watched, run, input))) as never;
  const ownPage = async (path: string): Promise<Page> => {
    const url = `chrome-extension://${extensionId}/${path}`;
    // At once with its address: an empty page before it is a process more.
    const page = await createPage(browser, { url });
    const isThere = async () => {
      const [address, state] = await page.evaluate(readState).catch(() => ['', 'complete']);
      if (address === url) return state === 'complete';
      // An extension that is being loaded anew has no pages for a moment.
      await page.goto(url).catch(() => null);
      return false;
    };
    await until('a page of Hatrack', isThere);
    return page;
  };
  const openedPopup = async () => {
    const target = await browser.waitForTarget(isPopup, waiting);
    const panel = createPanel(await target.asPage());
    await panel.heading();
    return panel;
  };
  const pageOf = (tab: unknown): Page => (tab as ChromiumTab).page;
  const tabIdOf = (tab: unknown): Promise<number> => tabIdOfPage(pageOf(tab), inBackground);

  return {
    open: async (url, { newWindow = false } = {}) => {
      const page = newWindow
        ? await createPage(browser, { url: 'about:blank', newWindow })
        : await newTabPage();
      const tab = createTab(page);
      await tab.goto(url);
      return tab;
    },
    newPage: () => browser.newPage(),
    openPopup: async (tab) => {
      const page = pageOf(tab);
      await page.bringToFront();
      const extension = (await browser.extensions()).get(extensionId);
      if (extension === undefined) throw new Error('Hatrack is not installed');
      // One that is still open would be taken for the one that comes.
      await Promise.all(browser.targets().filter(isPopup).map(closeTarget));
      await until('no popup', () => !browser.targets().some(isPopup));
      const appears = openedPopup();
      await page.triggerExtensionAction(extension);
      return appears;
    },
    openedPopup,
    openPopupPage: async (tab) => {
      const page = await ownPage(`src/popup/index.html?tab=${await tabIdOf(tab)}`);
      const panel = createPanel(page);
      await panel.heading();
      return panel;
    },
    settingsAt: async (hash) => {
      const url = `chrome-extension://${extensionId}/src/options/index.html${hash}`;
      const target = await browser.waitForTarget((one) => one.url() === url, waiting);
      return createPanel(await target.asPage());
    },
    openSettings: async (hash = '') => {
      const panel = createPanel(await ownPage(`src/options/index.html${hash}`));
      await panel.heading();
      return panel;
    },
    openWelcome: async () => {
      const panel = createPanel(await ownPage('src/welcome/index.html'));
      await panel.heading();
      return panel;
    },
    acceptPrompt: async (screen, before, whenReady) => {
      // It darkens the window, which a button that is lit or a popup that goes does not.
      await screen.untilChanged(before, 0.3);
      // "Allow" is grey for half a second after it was drawn, and then is not any more. The focus is on "Deny", the button before it.
      await screen.untilStill(1000);
      await whenReady?.();
      await screen.press('Tab', 'Return');
    },
    isAsking: () => Promise.resolve(false),
    revoke: (origins) => {
      isSpoilt = true;
      return inBackground(revokeOrigins, [...origins]);
    },
    badgeOf: async (tab) => inBackground(readBadge, await tabIdOf(tab)),
    tabs: () => inBackground(readTabs, null),
    lookAt: async (url) => {
      await until(`a tab with ${url}`, () => inBackground(activateTab, url));
      const page = await until(`a tab with ${url}`, async () =>
        (await browser.pages()).find((candidate) => candidate.url() === url),
      );
      return createTab(page);
    },
    letSleep: async (url) => {
      watched = await unwatch(browser);
      await until('the tab to sleep', () => inBackground(discardTab, url));
    },
    killWorker: async () => {
      const ended = browser.targets().filter(isWorker);
      await Promise.all(ended.map(endWorker));
      // What wakes it while it still goes has it start again in its place, where puppeteer finds it no more.
      const isGone = () => !ended.some((target) => browser.targets().includes(target));
      await until('the worker to go', isGone, 1000).catch(() => undefined);
    },
    reloadExtension: () => {
      isSpoilt = true;
      return manage(browser, reloadById);
    },
    switchOffAndOn: async (meanwhile) => {
      isSpoilt = true;
      await manage(browser, disable);
      await meanwhile?.();
      await manage(browser, enable);
    },
    inBackground,
    runScript: async (code) => {
      await (await background()).evaluate(code);
    },
    crashAndRestart: async () => {
      await kill(browser);
      await rm(join(profile, 'SingletonLock'), { force: true });
      browser = await start(options, profile);
    },
    quitAndRestart: async () => {
      await browser.close();
      browser = await start(options, profile);
    },
    renew: async () => {
      if (isSpoilt || watched !== null || options.keepWelcome) throw new Error('It is not what it was');
      empty = await renewChromium(browser, await background(), isWorker);
    },
    kill: async () => {
      await kill(browser);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function start(
  { dist, display, trustedKey, language }: BrowserOptions,
  userDataDir: string,
): Promise<Browser> {
  if (!existsSync(dist))
    throw new Error(`${dist} is not there: run npm run build and npm run build:test first`);
  const browser = await puppeteer.launch({
    executablePath,
    headless: display === undefined,
    pipe: true,
    timeout: longest,
    userDataDir,
    enableExtensions: [dist],
    env: {
      ...process.env,
      ...(display === undefined ? {} : { DISPLAY: display }),
      ...(language === undefined ? {} : { LANGUAGE: language }),
    },
    defaultViewport: null,
    // This and the flags below would put bars over the page that nobody else has; `--test-type` keeps the latter away.
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      // Chromium's sandbox does not start for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      trustedKey === undefined
        ? '--ignore-certificate-errors'
        : `--ignore-certificate-errors-spki-list=${trustedKey}`,
      '--test-type',
      // Without a graphics card the browser's own animations take a quarter of the time, and so does the page that it keeps ready
      // to show suggestions under the address bar. A process less and none in reserve take another fifth away.
      '--animation-duration-scale=0',
      '--in-process-gpu',
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The processor draws: a small window, where nobody looks, takes a tenth of the time.
      `--window-size=${display === undefined ? '500,400' : '1000,760'}`,
    ],
  });
  await browser.waitForTarget(isWorker, waiting);
  return browser;
}

async function kill(browser: Browser): Promise<void> {
  const process = browser.process();
  if (process === null) throw new Error('There is no process');
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

/**
 * Puppeteer's session on the worker has to go with it: it would have the next one wait for a debugger at its start. Where the session is
 * that of a worker before, only the browser knows this one.
 */
async function endWorker(target: Target): Promise<void> {
  const worker = await target.worker();
  // What has ended by itself meanwhile has no session to be let go of.
  if (worker?.client.connection() !== undefined) return worker.close().catch(() => undefined);
  const session = await target.createCDPSession();
  const { _targetId: targetId } = target as unknown as { _targetId: string };
  await session.connection()?.send('Target.closeTarget', { targetId });
  await session.detach().catch(() => undefined);
}

/** Lets go of all pages. @returns a session on the worker */
async function unwatch(browser: Browser): Promise<CDPSession> {
  const root = await browser.target().createCDPSession();
  const connection = root.connection();
  if (connection === undefined) throw new Error('Chromium is gone');
  await connection.send('Target.setAutoAttach', {
    autoAttach: false,
    waitForDebuggerOnStart: false,
    flatten: true,
  });
  const { targetInfos } = await connection.send('Target.getTargets');
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && new URL(url).host === extensionId,
  );
  if (worker === undefined) throw new Error('There is no worker');
  return connection.createSession(worker);
}

async function evaluateBy(session: CDPSession, run: unknown, input: unknown): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${String(run)})(${JSON.stringify(input)})`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
  return result.value;
}

/** It comes when Hatrack is new. Puppeteer would look into it before it closes it, which takes a tenth of the time of a start. */
async function closeWelcome(browser: Browser): Promise<void> {
  const welcome = await browser.waitForTarget((target) => target.url() === welcomeUrl, waiting);
  const session = await browser.target().createCDPSession();
  await session.send('Target.closeTarget', { targetId: idOf(welcome) });
  await session.detach();
  await until('no welcome page', () => !browser.targets().includes(welcome));
}

/** Chromium has workers of its own. */
function isWorker(target: Target): boolean {
  return target.type() === 'service_worker' && new URL(target.url()).host === extensionId;
}

/** As long as any condition. */
const waiting = { timeout: longest } as const;

const welcomeUrl = `chrome-extension://${extensionId}/src/welcome/index.html`;

function isPopup(target: Target): boolean {
  return target.url() === `chrome-extension://${extensionId}/src/popup/index.html`;
}

/** What has closed by itself meanwhile is closed too. */
async function closeTarget(target: Target): Promise<void> {
  await target
    .asPage()
    .then((page) => page.close())
    .catch(() => undefined);
}

async function createPage(
  browser: Browser,
  wish: { readonly url: string; readonly newWindow?: boolean },
): Promise<Page> {
  const session = await browser.target().createCDPSession();
  const { targetId } = await session.send('Target.createTarget', wish);
  await session.detach();
  const target = await browser.waitForTarget((candidate) => idOf(candidate) === targetId, waiting);
  const page = await target.page();
  if (page === null) throw new Error('The tab has no page');
  return page;
}

/** Does what a person can do on the browser's page for extensions. */
async function manage(browser: Browser, act: (id: string) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(act, extensionId);
  await page.close();
}

/** Found by a mark in its title, since the browser's and puppeteer's ids know nothing of each other. */
async function tabIdOfPage(page: Page, inBackground: TestBrowser['inBackground']): Promise<number> {
  const mark = `tab-${Math.random()}`;
  let title = '';
  const id = await until('the id of a tab', async () => {
    // Written anew each time: the page may be another one by now.
    const before = await page.evaluate(exchangeTitle, { from: null, to: mark });
    if (before !== mark) title = before;
    return inBackground(findTabByTitle, mark);
  });
  await page.evaluate(exchangeTitle, { from: mark, to: title }).catch(() => undefined);
  return id;
}

/** @param exchange `from`: the title that there has to be; `null` for any. @returns what there was */
function exchangeTitle({ from, to }: { from: string | null; to: string }): string {
  const { title } = document;
  if (from === null || title === from) document.title = to;
  return title;
}

// The functions below run in the browser. Chromium's API is declared as far as they use it.

interface ChromeTab {
  id: number;
  url?: string;
  title?: string;
  active: boolean;
  discarded: boolean;
  status: string;
  windowId: number;
}
declare const chrome: {
  /** Missing while a worker starts. */
  runtime?: { id: string };
  tabs: {
    query(query: object): Promise<ChromeTab[]>;
    update(id: number, change: { active: boolean }): Promise<unknown>;
    discard(id: number): Promise<ChromeTab>;
  };
  windows: { update(id: number, change: { focused: boolean }): Promise<unknown> };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  management: { setEnabled(id: string, enabled: boolean): Promise<void> };
  developerPrivate: {
    reload(
      id: string,
      options: { failQuietly: boolean; populateErrorForUnpacked: boolean },
    ): Promise<unknown>;
  };
  action: { getBadgeText(query: { tabId: number }): Promise<string> };
};

function readState(): string[] {
  return [location.href, document.readyState];
}

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

async function discardTab(url: string): Promise<boolean> {
  const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === url);
  if (tab === undefined) return false;
  return (tab.discarded ? tab : await chrome.tabs.discard(tab.id)).status === 'unloaded';
}

function readBadge(tabId: number): Promise<string> {
  return chrome.action.getBadgeText({ tabId });
}

async function revokeOrigins(origins: string[]): Promise<void> {
  await chrome.permissions.remove({ origins });
}

/** Who asks for errors is answered when it is over. */
async function reloadById(id: string): Promise<void> {
  await chrome.developerPrivate.reload(id, { failQuietly: true, populateErrorForUnpacked: true });
}

async function disable(id: string): Promise<void> {
  await chrome.management.setEnabled(id, false);
}

async function enable(id: string): Promise<void> {
  await chrome.management.setEnabled(id, true);
}
