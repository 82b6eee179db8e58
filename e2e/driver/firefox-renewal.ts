import { extensionId, extensionOrigin } from './firefox-profile';
import type { Marionette } from './marionette';

/**
 * Makes a running Firefox what a new profile is: one empty tab, no data of any site, and Hatrack with nothing stored. It takes a tenth
 * of the time that another start would; taking Hatrack out and installing it again, with the page for whoever is new, took two.
 */
export async function renewFirefox(line: Marionette): Promise<void> {
  await line.inBrowser(closeAll, null);
  await line.inBrowser(switchOff, extensionId);
  await line.inBrowser(clearData, null);
  await line.inBrowser(clearOwnData, { id: extensionId, origin: extensionOrigin });
  await line.inBrowser(switchOn, extensionId);
}

// The functions below run in Firefox's own window. Its interfaces are declared as far as they use them.

interface BrowserWindow extends Window {
  readonly gBrowser: {
    readonly tabs: readonly unknown[];
    selectedTab: unknown;
    addTab(url: string, options: object): unknown;
    removeTab(tab: unknown, options: object): void;
  };
}
interface AddonManager {
  getAddonByID(id: string): Promise<{ enable(): Promise<void>; disable(): Promise<void> }>;
}
interface ClearingRequest {
  callback: () => void;
}
declare const Services: {
  wm: { getMostRecentBrowserWindow(): BrowserWindow; getEnumerator(type: string): Iterable<BrowserWindow> };
  io: { newURI(address: string): unknown };
  scriptSecurityManager: {
    getSystemPrincipal(): unknown;
    createContentPrincipal(uri: unknown, attributes: { userContextId?: number }): unknown;
  };
  clearData: { deleteData(flags: number, done: { onDataDeleted(failed: number): void }): void };
  qms: { clearStoragesForPrincipal(principal: unknown): ClearingRequest };
};
declare const Ci: { nsIClearDataService: { CLEAR_ALL: number } };
declare const ChromeUtils: {
  importESModule(url: string): {
    AddonManager: AddonManager;
    ExtensionScriptingStore: { clearOnUninstall(id: string): Promise<void> };
  };
};

function closeAll(): void {
  const kept = Services.wm.getMostRecentBrowserWindow();
  for (const window of [...Services.wm.getEnumerator('navigator:browser')])
    if (window !== kept) window.close();
  const { gBrowser } = kept;
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  const old = [...gBrowser.tabs];
  gBrowser.selectedTab = gBrowser.addTab('about:blank', { triggeringPrincipal });
  for (const tab of old) gBrowser.removeTab(tab, { animate: false, skipPermitUnload: true });
}

async function switchOff(id: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await (await AddonManager.getAddonByID(id)).disable();
}

async function switchOn(id: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await (await AddonManager.getAddonByID(id)).enable();
}

async function clearData(): Promise<void> {
  const failed = await new Promise<number>((resolve) =>
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: resolve }),
  );
  if (failed !== 0) throw new Error(`Firefox keeps data of the kinds ${failed}`);
}

/** As when an extension is taken out. What `storage.local` holds lies in a container of its own, the last that there is. */
async function clearOwnData({ id, origin }: { id: string; origin: string }): Promise<void> {
  const { ExtensionScriptingStore } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionScriptingStore.sys.mjs',
  );
  await ExtensionScriptingStore.clearOnUninstall(id);
  for (const attributes of [{}, { userContextId: 0xffffffff }]) {
    const uri = Services.io.newURI(origin);
    const principal = Services.scriptSecurityManager.createContentPrincipal(uri, attributes);
    await new Promise<void>((resolve) => {
      Services.qms.clearStoragesForPrincipal(principal).callback = resolve;
    });
  }
}
