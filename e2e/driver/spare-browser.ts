import type { BrowserOptions, TestBrowser } from './browser';

/** A browser that can be made like new, which is faster than starting one. */
export interface RenewableBrowser extends TestBrowser {
  /** @throws Error where it cannot be, so that only closing it is left */
  renew(): Promise<void>;
}

/** Milliseconds that making one like new may take: what hangs is closed. */
const patience = 20_000;

/**
 * One browser that a scenario is done with waits for the next scenario of the file: starting one takes the cores as long as most scenarios
 * do.
 */
let spare: { readonly options: string; readonly browser: RenewableBrowser } | null = null;

/** @param launch starts one where there is none to be had */
export async function borrowBrowser(
  options: BrowserOptions,
  launch: (options: BrowserOptions) => Promise<RenewableBrowser>,
): Promise<TestBrowser> {
  // One that is shown on a screen ends with it.
  if (options.unused || options.display !== undefined) return launch(options);
  const key = JSON.stringify(options);
  const browser = (await takeSpare(key)) ?? (await launch(options));
  return {
    ...browser,
    close: async () => {
      if (spare !== null) return browser.close();
      spare = { options: key, browser };
    },
  };
}

/** @returns `null` where there is none with these options, or it is not what it was */
async function takeSpare(options: string): Promise<RenewableBrowser | null> {
  if (spare === null || spare.options !== options) return null;
  const { browser } = spare;
  spare = null;
  try {
    await Promise.race([browser.renew(), tooLong()]);
    return browser;
  } catch {
    await browser.close().catch(() => undefined);
    return null;
  }
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('It takes too long')), patience).unref();
  });
}

/** For the end of a file. */
export async function closeSpare(): Promise<void> {
  const last = spare;
  spare = null;
  await last?.browser.close();
}
