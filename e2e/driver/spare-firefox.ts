import type { BrowserOptions, TestBrowser } from './browser';
import { type Firefox, launchFirefox } from './firefox';

/**
 * One Firefox that a scenario is done with waits for the next scenario of the file: starting one takes five seconds of a core, more
 * than most scenarios do.
 */
let spare: { readonly options: string; readonly firefox: Firefox } | null = null;

export async function borrowFirefox(options: BrowserOptions): Promise<TestBrowser> {
  // One that is shown on a screen ends with it.
  if (options.unused || options.display !== undefined) return launchFirefox(options);
  const key = JSON.stringify(options);
  const firefox = (await takeSpare(key)) ?? (await launchFirefox(options));
  return {
    ...firefox,
    close: async () => {
      if (spare !== null) return firefox.close();
      spare = { options: key, firefox };
    },
  };
}

/** @returns `null` where there is none with these options, or it is not what it was */
async function takeSpare(options: string): Promise<Firefox | null> {
  if (spare === null || spare.options !== options) return null;
  const { firefox } = spare;
  spare = null;
  try {
    await firefox.renew();
    return firefox;
  } catch {
    await firefox.close().catch(() => undefined);
    return null;
  }
}

/** For the end of a file. */
export async function closeSpare(): Promise<void> {
  const last = spare;
  spare = null;
  await last?.firefox.close();
}
