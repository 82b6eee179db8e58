import type { SiteTab } from './browser';
import type { FirefoxPage } from './firefox-page';
import type { Marionette } from './marionette';
import { until } from './until';

export interface FirefoxTab extends SiteTab {
  readonly page: FirefoxPage;
}

export function createFirefoxTab(line: Marionette, page: FirefoxPage): FirefoxTab {
  const { browserId } = page;
  const untilParsed = async () => {
    await until('a page that is parsed', () => page.run(isParsed, null).catch(() => false));
  };
  const untilAnother = async (before: number) => {
    await until('another page', async () => (await page.documentId()) !== before);
    await untilParsed();
  };
  return {
    page,
    goto: async (url) => {
      await line.inBrowser(load, { browserId, url });
      await untilParsed();
    },
    reload: async () => {
      const before = await page.documentId();
      await line.inBrowser(reload, browserId);
      await untilAnother(before);
    },
    // A page that is being replaced has nothing to say yet.
    text: () => page.run(() => document.body.innerText, null).catch(() => ''),
    fill: async (label, value) => {
      await until(`a field "${label}"`, () => page.runAbove(fill, { label, value }));
    },
    click: async (text) => {
      await until(`"${text}"`, () => page.runAbove(clickText, text));
    },
    press: async (button) => {
      const before = await page.documentId();
      await until(`a button "${button}"`, () => page.runAbove(pressRole, { role: 'button', name: button }));
      await untilAnother(before);
    },
    evaluate: (run, input) => page.run(run, input),
    bringToFront: () => line.inBrowser(bringToFront, browserId),
    screenshot: (path) => page.screenshot(path),
    close: () => line.inBrowser(closeTab, browserId),
  };
}

// The functions below run in pages, with the browser's privileges.

declare const window: Window & {
  readonly windowUtils: { setHandlingUserInput(on: boolean): { destruct(): void } };
};
type UsedDocument = Document & { notifyUserGestureActivation(): void };

function isParsed(): boolean {
  return document.readyState !== 'loading';
}

function fill({ label, value }: { label: string; value: string }): boolean {
  const field = hatrackRoles.find('textbox', label) as HTMLInputElement | null;
  if (field === null) return false;
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

function clickText(text: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>('body *')].filter(
    (element) => element.textContent.includes(text) && element.checkVisibility(),
  );
  const element = found.at(-1);
  if (element === undefined) return false;
  (document as UsedDocument).notifyUserGestureActivation();
  element.click();
  return true;
}

/** As a person's click: what asks for one (a permission, say) gets it. */
export function pressRole({ role, name }: { role: string; name: string }): boolean {
  const element = hatrackRoles.find(role, name);
  if (element === null || element.matches(':disabled, [aria-disabled=true]')) return false;
  const used = window.windowUtils.setHandlingUserInput(true);
  (document as UsedDocument).notifyUserGestureActivation();
  element.focus();
  element.click();
  used.destruct();
  return true;
}

// The functions below run in Firefox's own window.

interface BrowserElement {
  progressListener?: object;
  addProgressListener(listener: object, what: number): void;
  removeProgressListener(listener: object): void;
  fixupAndLoadURIString(url: string, options: object): void;
  reload(): void;
  focus(): void;
  readonly ownerDocument: { readonly defaultView: BrowserWindow };
}
interface BrowserWindow {
  focus(): void;
  readonly gBrowser: {
    selectedTab: unknown;
    getTabForBrowser(browser: BrowserElement): unknown;
    removeTab(tab: unknown): void;
  };
}
declare const BrowsingContext: {
  getCurrentTopByBrowserId(id: number): { embedderElement: BrowserElement } | null;
};
declare const ChromeUtils: { generateQI(interfaces: string[]): unknown };
declare const Components: { interfaces: { nsIWebProgress: { NOTIFY_LOCATION: number } } };
declare const Services: { scriptSecurityManager: { getSystemPrincipal(): unknown } };

/** Resolves when the tab has come to another page. */
async function load({ browserId, url }: { browserId: number; url: string }): Promise<void> {
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (browser === undefined) throw new Error('The tab is gone');
  const { interfaces } = Components;
  const arrived = new Promise<void>((resolve) => {
    const listener = {
      QueryInterface: ChromeUtils.generateQI(['nsIWebProgressListener', 'nsISupportsWeakReference']),
      onLocationChange: ({ isTopLevel }: { isTopLevel: boolean }, _: unknown, { spec }: { spec: string }) => {
        // The empty page that a tab begins with may only be told of now.
        if (!isTopLevel || (spec === 'about:blank' && url !== spec)) return;
        browser.removeProgressListener(listener);
        resolve();
      },
    };
    // Firefox holds listeners weakly: under load one was gone before its page had come.
    browser.progressListener = listener;
    browser.addProgressListener(listener, interfaces.nsIWebProgress.NOTIFY_LOCATION);
  });
  browser.fixupAndLoadURIString(url, { triggeringPrincipal });
  await arrived;
}

function reload(browserId: number): void {
  BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement.reload();
}

function bringToFront(browserId: number): void {
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (browser === undefined) return;
  const { gBrowser } = browser.ownerDocument.defaultView;
  browser.ownerDocument.defaultView.focus();
  gBrowser.selectedTab = gBrowser.getTabForBrowser(browser);
  browser.focus();
}

function closeTab(browserId: number): void {
  const browser = BrowsingContext.getCurrentTopByBrowserId(browserId)?.embedderElement;
  if (browser === undefined) return;
  const { gBrowser } = browser.ownerDocument.defaultView;
  gBrowser.removeTab(gBrowser.getTabForBrowser(browser));
}
