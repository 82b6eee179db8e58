import type { BrowserOptions, TestBrowser } from './browser';
import { type Firefox, launchFirefox } from './firefox';
import { type Screen, startScreen } from './screen';

/**
 * A Firefox that a scenario is done with waits for the next one of its worker: starting one takes four seconds of a core, more than
 * most scenarios do. So do screens, for the sake of those that are shown on them.
 */
const spares: { readonly kind: string; readonly firefox: Firefox }[] = [];
const spareScreens: Screen[] = [];

/** One without a screen, and one with. */
const most = 2;

let lends = false;

/** From now on, and until this process is told to end. */
export function lendSpares(): void {
  if (lends) return;
  lends = true;
  process.once('SIGTERM', () => void endSpares().finally(() => process.kill(process.pid, 'SIGTERM')));
  // Whose run was broken off ends without being told.
  process.once('exit', () => void endSpares());
}

export async function borrowFirefox(options: BrowserOptions): Promise<TestBrowser> {
  if (!lends || options.unused) return launchFirefox(options);
  const { display, idle, language } = options;
  const kind = JSON.stringify([display, idle, language]);
  const firefox = (await takeSpare(kind, options)) ?? (await launchFirefox(options));
  return {
    ...firefox,
    close: async () => {
      spares.push({ kind, firefox });
      if (spares.length > most) await spares.shift()?.firefox.close();
    },
  };
}

/** @returns `null` where there is none of this kind, or it cannot be made like new */
async function takeSpare(kind: string, options: BrowserOptions): Promise<Firefox | null> {
  const at = spares.findIndex((spare) => spare.kind === kind);
  const [spare] = at === -1 ? [] : spares.splice(at, 1);
  if (spare === undefined) return null;
  try {
    await spare.firefox.renew(options);
    return spare.firefox;
  } catch {
    await spare.firefox.close().catch(() => undefined);
    return null;
  }
}

/** What is on it when a scenario is done with it may still be there for the next. */
export async function borrowScreen(): Promise<Screen> {
  const screen = spareScreens.pop() ?? (await startScreen());
  return { ...screen, stop: async () => void (lends ? spareScreens.push(screen) : await screen.stop()) };
}

/** At once: there is half a second for it. */
async function endSpares(): Promise<void> {
  await Promise.allSettled([
    ...spares.map(({ firefox }) => firefox.end()),
    ...spareScreens.map((screen) => screen.stop()),
  ]);
}
