import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle';
import type { BrowserOptions, OpenOptions, Panel, TestBrowser } from './browser';
import { createFirefoxPage, type FirefoxPage } from './firefox-page';
import { createFirefoxPanel } from './firefox-panel';
import { driven, executablePath, extensionId, extensionOrigin, makeFirefoxProfile } from './firefox-profile';
import { renewFirefox } from './firefox-renewal';
import { createFirefoxTab, type FirefoxTab } from './firefox-tab';
import { connectMarionette, type Marionette } from './marionette';
import type { RenewableBrowser } from './spare-browser';
import { until } from './until';

interface Running {
  readonly process: ChildProcess;
  readonly line: Marionette;
}

const rolesEntry = fileURLToPath(new URL('roles.entry.ts', import.meta.url));

export async function launchFirefox(options: BrowserOptions): Promise<RenewableBrowser> {
  const idle = options.idle === undefined ? {} : { 'extensions.background.idle.timeout': options.idle };
  const language = options.language === undefined ? {} : { 'intl.locale.requested': options.language };
  const [profile, roles] = await Promise.all([
    makeFirefoxProfile(options.dist, { ...driven, ...idle, ...language }),
    bundle(rolesEntry),
  ]);
  let { process: firefox, line } = await start(options, profile);
  if (!options.keepWelcome) await closeWelcome(line);
  // The empty tab that the browser starts with.
  let isFresh = true;
  /** What was granted at the install, nobody but a person can grant again. */
  let isSpoilt = false;

  const pageOf = (browserId: number): FirefoxPage => createFirefoxPage(line, browserId, roles);
  const newTab = async ({ newWindow = false, container = 0 }: OpenOptions = {}): Promise<FirefoxTab> => {
    const reuse = isFresh && container === 0;
    const browserId = await line.inBrowser(openTab, { newWindow, container, reuse });
    isFresh = isFresh && !reuse;
    return createFirefoxTab(line, pageOf(browserId));
  };
  const ownPage = async (path: string): Promise<Panel> => {
    const tab = await newTab();
    await tab.goto(`${extensionOrigin}/${path}`);
    const panel = createFirefoxPanel(line, tab.page, tab.close);
    await panel.heading();
    return panel;
  };
  const background = async (): Promise<FirefoxPage> =>
    pageOf(await until('a background', () => line.inBrowser(findBackground, extensionId)));
  const inBackground: TestBrowser['inBackground'] = async (run, input) =>
    (await background()).run(run, input);
  const tabIdOf = (tab: unknown) => line.inBrowser(findTabId, (tab as FirefoxTab).page.browserId);
  const restart = async () => {
    ({ process: firefox, line } = await start(options, profile));
    isFresh = true;
  };

  const openedPopup = async () => {
    const popupId = await until('the popup', () => line.inBrowser(findPopup, extensionId));
    const panel = createFirefoxPanel(line, pageOf(popupId), () => line.inBrowser(closePopup, extensionId));
    await panel.heading();
    return panel;
  };

  return {
    open: async (url, options) => {
      const tab = await newTab(options);
      if (url !== 'about:blank') await tab.goto(url);
      return tab;
    },
    openPopup: async (tab) => {
      const { browserId } = (tab as FirefoxTab).page;
      await tab.bringToFront();
      // The button would close one that is open.
      await line.inBrowser(closePopup, extensionId);
      await until('no popup', async () => (await line.inBrowser(findPopup, extensionId)) === null);
      await line.inBrowser(pressAction, { extensionId, browserId });
      return openedPopup();
    },
    openedPopup,
    openPopupPage: async (tab) => ownPage(`src/popup/index.html?tab=${await tabIdOf(tab)}`),
    openSettings: (hash = '') => ownPage(`src/options/index.html${hash}`),
    settingsAt: async (hash) => {
      const url = `${extensionOrigin}/src/options/index.html${hash}`;
      const browserId = await until(`a tab with ${url}`, () => line.inBrowser(selectTab, url));
      const tab = createFirefoxTab(line, pageOf(browserId));
      return createFirefoxPanel(line, tab.page, tab.close);
    },
    openWelcome: () => ownPage(welcomePath),
    acceptPrompt: async (screen, _, whenReady) => {
      await until('the prompt', () => line.inBrowser(isAsking, null));
      await whenReady?.();
      // Keys are not heeded in the first half second, nor while the popup that asked still goes.
      await until('the prompt to go', async () => {
        await screen.press('alt+a');
        return !(await line.inBrowser(isAsking, null));
      });
    },
    isAsking: () => line.inBrowser(isAsking, null),
    revoke: (origins) => {
      isSpoilt = true;
      return inBackground(revokeOrigins, [...origins]);
    },
    badgeOf: async (tab) => inBackground(readBadge, await tabIdOf(tab)),
    tabs: () => line.inBrowser(readTabs, null),
    lookAt: async (url) => {
      const browserId = await until(`a tab with ${url}`, () => line.inBrowser(selectTab, url));
      return createFirefoxTab(line, pageOf(browserId));
    },
    letSleep: async (url) => {
      await inBackground(discardTab, url);
      const isAsleep = async () =>
        (await line.inBrowser(readTabs, null)).find((tab) => tab.url === url)?.asleep;
      await until('the tab to sleep', isAsleep);
    },
    killWorker: () => line.inBrowser(killBackground, extensionId),
    reloadExtension: () => line.inBrowser(reloadAddon, extensionId),
    switchOffAndOn: async (meanwhile) => {
      await line.inBrowser(setEnabled, { id: extensionId, on: false });
      await meanwhile?.();
      await line.inBrowser(setEnabled, { id: extensionId, on: true });
    },
    inBackground,
    runScript: async (code) => {
      await (await background()).runText(code);
    },
    crashAndRestart: async () => {
      const ended = once(firefox, 'exit');
      firefox.kill('SIGKILL');
      await ended;
      line.release();
      await restart();
    },
    quitAndRestart: async () => {
      await quit({ process: firefox, line });
      await restart();
    },
    renew: async () => {
      if (isSpoilt || options.keepWelcome) throw new Error('It is not what it was');
      await renewFirefox(line);
      await until('Hatrack in Firefox', () => line.inBrowser(isRunning, extensionId));
      isFresh = true;
    },
    kill: async () => {
      const ended = once(firefox, 'exit');
      firefox.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    close: async () => {
      await quit({ process: firefox, line });
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function start({ display }: BrowserOptions, profile: string): Promise<Running> {
  const portFile = join(profile, 'MarionetteActivePort');
  await rm(portFile, { force: true });
  const process = spawn(
    executablePath,
    [
      '--marionette',
      '--remote-allow-system-access',
      '--no-remote',
      '--profile',
      profile,
      ...(display === undefined ? ['--headless'] : []),
      'about:blank',
    ],
    {
      stdio: 'ignore',
      env: { ...globalThis.process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    },
  );
  try {
    const port = await until(
      'the port of Firefox',
      async () => Number(await readFile(portFile, 'utf8')) || false,
      60_000,
    );
    const line = await connectMarionette(port);
    await until('Hatrack in Firefox', () => line.inBrowser(isRunning, extensionId));
    return { process, line };
  } catch (error) {
    // Nobody else knows of it.
    process.kill('SIGKILL');
    throw error;
  }
}

const welcomePath = 'src/welcome/index.html';

/** It comes when Hatrack is new. */
async function closeWelcome(line: Marionette): Promise<void> {
  const url = `${extensionOrigin}/${welcomePath}`;
  await until('the welcome page', () => line.inBrowser(closeTabWith, url));
}

async function quit({ process, line }: Running): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return line.release();
  const ended = once(process, 'exit');
  await line.quit();
  await ended;
}

// The functions below run in Firefox's own window. Its interfaces are declared as far as they use them.

interface Browser {
  readonly browserId: number;
  readonly currentURI: { readonly spec: string };
}
interface Tab {
  readonly linkedBrowser: Browser;
  readonly linkedPanel: string;
  readonly selected: boolean;
  readonly hasAttribute: (name: string) => boolean;
}
interface BrowserWindow extends Window {
  readonly PopupNotifications: { readonly isPanelOpen: boolean };
  readonly gBrowserInit?: { readonly delayedStartupFinished: boolean };
  readonly gBrowser: {
    readonly tabs: readonly Tab[];
    selectedTab: Tab;
    readonly selectedBrowser: Browser;
    addTab(url: string, options: object): Tab;
    removeTab(tab: Tab, options: object): void;
    getTabForBrowser(browser: unknown): Tab;
  };
}
interface Extension {
  readonly backgroundState: string;
  readonly backgroundContext?: { readonly xulBrowser: Browser } | null;
  readonly views: Set<{ readonly viewType: string; readonly xulBrowser: Browser }>;
  wakeupBackground?(): Promise<void>;
  terminateBackground(options: object): Promise<void>;
}
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };
declare const BrowsingContext: {
  getCurrentTopByBrowserId(
    id: number,
  ): { embedderElement: { ownerDocument: { defaultView: BrowserWindow } } } | null;
};
declare const Services: {
  wm: { getMostRecentBrowserWindow(): BrowserWindow; getEnumerator(type: string): Iterable<BrowserWindow> };
  scriptSecurityManager: { getSystemPrincipal(): unknown };
};
declare const ChromeUtils: { importESModule(url: string): Record<string, never> };
declare function OpenBrowserWindow(): BrowserWindow;

/** One that nothing has happened to for a while sleeps already. */
async function isRunning(id: string): Promise<boolean> {
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  if (extension?.backgroundState === 'stopped') await extension.wakeupBackground?.();
  return extension?.backgroundState === 'running';
}

interface TabWish {
  readonly newWindow: boolean;
  readonly container: number;
  readonly reuse: boolean;
}

async function openTab({ newWindow, container, reuse }: TabWish): Promise<number> {
  if (newWindow) {
    const opened = OpenBrowserWindow();
    while (opened.gBrowserInit?.delayedStartupFinished !== true)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return opened.gBrowser.selectedBrowser.browserId;
  }
  const { gBrowser } = Services.wm.getMostRecentBrowserWindow();
  if (reuse) return gBrowser.selectedBrowser.browserId;
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  const tab = gBrowser.addTab('about:blank', { triggeringPrincipal, userContextId: container });
  gBrowser.selectedTab = tab;
  return tab.linkedBrowser.browserId;
}

async function findBackground(id: string): Promise<number | null> {
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  if (extension === undefined) return null;
  if (extension.backgroundState !== 'running') await extension.wakeupBackground?.();
  return extension.backgroundContext?.xulBrowser.browserId ?? null;
}

function findTabId(browserId: number): number {
  const { ExtensionParent } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  ) as unknown as {
    ExtensionParent: { apiManager: { global: { tabTracker: { getId(tab: Tab): number } } } };
  };
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (browser === undefined) throw new Error('The tab is gone');
  const tab = browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  return ExtensionParent.apiManager.global.tabTracker.getId(tab);
}

/** What a press of the toolbar button does. */
function pressAction({ extensionId: id, browserId }: { extensionId: string; browserId: number }): void {
  const { ExtensionParent } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  ) as unknown as {
    ExtensionParent: {
      apiManager: {
        global: { browserActionFor(extension: Extension): { triggerAction(window: Window): void } };
      };
    };
  };
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (extension === undefined || browser === undefined) throw new Error('Hatrack is not there');
  ExtensionParent.apiManager.global
    .browserActionFor(extension)
    .triggerAction(browser.ownerDocument.defaultView);
}

function isAsking(): boolean {
  return Services.wm.getMostRecentBrowserWindow().PopupNotifications.isPanelOpen;
}

function findPopup(id: string): number | null {
  const views = [...(WebExtensionPolicy.getByID(id)?.extension.views ?? [])];
  return views.find(({ viewType }) => viewType === 'popup')?.xulBrowser.browserId ?? null;
}

function closePopup(id: string): void {
  const views = [...(WebExtensionPolicy.getByID(id)?.extension.views ?? [])];
  const popup = views.find(({ viewType }) => viewType === 'popup')?.xulBrowser as unknown as
    | Element
    | undefined;
  (popup?.closest('panel') as unknown as { hidePopup(): void } | undefined)?.hidePopup();
}

function readTabs(): { url: string; asleep: boolean; inFront: boolean }[] {
  return [...Services.wm.getEnumerator('navigator:browser')].flatMap(({ gBrowser }) =>
    gBrowser.tabs.map((tab) => ({
      url: tab.linkedBrowser.currentURI.spec,
      asleep: !tab.linkedPanel,
      inFront: tab.selected,
    })),
  );
}

function closeTabWith(url: string): boolean {
  const { gBrowser } = Services.wm.getMostRecentBrowserWindow();
  const tab = gBrowser.tabs.find((one) => one.linkedBrowser.currentURI.spec === url);
  if (tab !== undefined) gBrowser.removeTab(tab, { animate: false });
  return tab !== undefined;
}

/** One that slept is shown by another browser element from then on. */
function selectTab(url: string): number | null {
  for (const window of Services.wm.getEnumerator('navigator:browser')) {
    const tab = window.gBrowser.tabs.find((one) => one.linkedBrowser.currentURI.spec === url);
    if (tab === undefined) continue;
    window.focus();
    window.gBrowser.selectedTab = tab;
    return tab.linkedBrowser.browserId;
  }
  return null;
}

async function killBackground(id: string): Promise<void> {
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  if (extension?.backgroundState !== 'running') return;
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

interface Addon {
  reload(): Promise<void>;
  disable(): Promise<void>;
  enable(): Promise<void>;
}

async function reloadAddon(id: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule(
    'resource://gre/modules/AddonManager.sys.mjs',
  ) as unknown as { AddonManager: { getAddonByID(id: string): Promise<Addon> } };
  await (await AddonManager.getAddonByID(id)).reload();
}

async function setEnabled({ id, on }: { id: string; on: boolean }): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule(
    'resource://gre/modules/AddonManager.sys.mjs',
  ) as unknown as { AddonManager: { getAddonByID(id: string): Promise<Addon> } };
  const addon = await AddonManager.getAddonByID(id);
  await (on ? addon.enable() : addon.disable());
}

// The functions below run in the extension's background.

declare const browser: {
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  tabs: { query(query: object): Promise<{ id: number; url: string }[]>; discard(id: number): Promise<void> };
  action: { getBadgeText(query: { tabId: number }): Promise<string> };
};

async function discardTab(url: string): Promise<void> {
  const tab = (await browser.tabs.query({})).find((one) => one.url === url);
  if (tab !== undefined) await browser.tabs.discard(tab.id);
}

function readBadge(tabId: number): Promise<string> {
  return browser.action.getBadgeText({ tabId });
}

async function revokeOrigins(origins: string[]): Promise<void> {
  await browser.permissions.remove({ origins });
}
