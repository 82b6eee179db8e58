import browser from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';

/** Milliseconds until a page that hangs is taken for one that cannot be talked to. */
export const patience = 2000;

/** Where much depends on it: on a machine that is busy a page that does not hang may take longer. */
export const longPatience = 10_000;

/** No script can run there. */
export const failed = Symbol('no script can run there');

/**
 * Runs a function in the page of a tab, at once and apart from the page's own scripts.
 * @param within milliseconds
 * @returns `undefined` where it did not answer in time
 */
export async function runIn<Inputs extends unknown[], Output>(
  tabId: TabId,
  func: (...inputs: Inputs) => Output | Promise<Output>,
  args: Inputs,
  within = patience,
): Promise<Output | typeof failed | undefined> {
  const injected = await injectInto(tabId, func, args, within);
  return injected === failed ? failed : injected?.result;
}

/** The same, with the browser's name of the document that it ran in. */
export async function injectInto<Inputs extends unknown[], Output>(
  tabId: TabId,
  func: (...inputs: Inputs) => Output | Promise<Output>,
  args: Inputs,
  within = patience,
): Promise<{ readonly documentId: string; readonly result: Output | undefined } | typeof failed | undefined> {
  const end = Date.now() + within;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, within, undefined));
  const run = async () => {
    while (Date.now() < end) {
      try {
        const script = {
          target: { tabId },
          injectImmediately: true,
          func: func as () => void,
          args,
        };
        const [injected] = await browser.scripting.executeScript(script);
        return injected && { documentId: injected.documentId, result: injected.result as Output | undefined };
      } catch (error) {
        if (!isBetweenPages(error)) return failed;
      }
    }
    return undefined;
  };
  return Promise.race([run(), late]);
}

/** Chromium: one page went while the script was on its way, and the next is not there yet. */
function isBetweenPages(error: unknown): boolean {
  return error instanceof Error && /frame .*was removed/i.test(error.message);
}
