import type { BrowserOptions, TestBrowser } from './browser';
import { launchChromium } from './chromium';
import { launchFirefox } from './firefox';
import { borrowBrowser } from './spare-browser';

/** The browser that this run is about. */
export const browserName = process.env.HATRACK_BROWSER === 'firefox' ? 'firefox' : 'chromium';

export const isFirefox = browserName === 'firefox';

/** What the browser calls the cookie store of ordinary tabs. */
export const ordinaryStore = isFirefox ? 'firefox-default' : '0';

export function launchBrowser(options: BrowserOptions): Promise<TestBrowser> {
  return borrowBrowser(options, isFirefox ? launchFirefox : launchChromium);
}
