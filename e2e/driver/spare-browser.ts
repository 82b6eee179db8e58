import type { BrowserOptions, TestBrowser } from './browser';

/** A browser that can be made like new, which is faster than starting one. */
export interface RenewableBrowser extends TestBrowser {
  /** @throws Error where it cannot be, so that only closing it is left */
  renew(): Promise<void>;
  /** At once, with all that it has written. */
  kill(): Promise<void>;
}

/** Milliseconds that making one like new may take: what hangs is closed. */
const patience = 20_000;

/** How often one is made like new: whatever it may not give back is gone then. */
const renewals = 25;

interface Spare {
  readonly options: string;
  readonly browser: RenewableBrowser;
  readonly renewed: number;
}

/**
 * One browser that a scenario is done with waits for the next scenario, of whatever file: starting one takes the cores as long as most
 * scenarios do.
 */
let spare: Spare | null = null;

// Vitest ends a process by this, and gives it half a second.
process.once('SIGTERM', () => {
  void (spare?.browser.kill() ?? Promise.resolve()).finally(() => process.exit());
});

/** @param launch starts one where there is none to be had */
export async function borrowBrowser(
  options: BrowserOptions,
  launch: (options: BrowserOptions) => Promise<RenewableBrowser>,
): Promise<TestBrowser> {
  // One that is shown on a screen ends with it.
  if (options.unused || options.display !== undefined) return launch(options);
  const key = JSON.stringify(options);
  const taken = await takeSpare(key);
  const { browser, renewed } = taken ?? { browser: await launch(options), renewed: -1 };
  return {
    ...browser,
    close: async () => {
      if (spare !== null || renewed + 1 >= renewals) return browser.close();
      spare = { options: key, browser, renewed: renewed + 1 };
    },
  };
}

/** @returns `null` where there is none with these options, or it is not what it was */
async function takeSpare(options: string): Promise<Spare | null> {
  const taken = spare;
  spare = null;
  if (taken === null) return null;
  const { browser } = taken;
  try {
    if (taken.options !== options) throw new Error('It is another one');
    await Promise.race([browser.renew(), tooLong()]);
    return taken;
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
