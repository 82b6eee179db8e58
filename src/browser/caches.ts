import browser from 'webextension-polyfill';
import type { CachesPort } from '@/engine/ports';
import { sessionArea } from './areas';

export function createCachesPort(): CachesPort {
  return import.meta.env.FIREFOX ? createFirefoxCaches() : createChromiumCaches();
}

const everythingButCookies = {
  cache: true,
  cacheStorage: true,
  fileSystems: true,
  indexedDB: true,
  localStorage: true,
  serviceWorkers: true,
};

/** `origins` and `cacheStorage` are newer than the polyfill's types. */
function createChromiumCaches(): CachesPort {
  const remove = (origins: readonly string[], what: object) =>
    browser.browsingData.remove({ origins: [...origins] } as object, what);
  return {
    dropsStored: true,
    dropWorkers: (origins) => remove(origins, { serviceWorkers: true }),
    // This drops the back/forward cache too (measured).
    dropAnswers: (origins) => remove(origins, { cache: true }),
    dropStored: (origins) => remove(origins, { cacheStorage: true }),
    empty: (origin) => remove([origin], everythingButCookies),
  };
}

/**
 * Firefox goes by hosts (for storage with the port, for workers without), and knows no caches of service workers. Its HTTP cache
 * has nothing in it that could differ between accounts (`kept-answers.ts`), but for what it kept before Hatrack was there to
 * see: that goes once in each session of the browser, and everything else that was cached with it.
 */
function createFirefoxCaches(): CachesPort {
  const area = sessionArea();
  return {
    dropsStored: false,
    dropWorkers: (origins) =>
      browser.browsingData.remove({ hostnames: hostsOf(origins, 'hostname') }, { serviceWorkers: true }),
    dropAnswers: async (origins) => {
      const { [droppedKey]: stored = [] } = await area.get([droppedKey]);
      const dropped = stored as string[];
      if (origins.every((origin) => dropped.includes(origin))) return;
      await browser.browsingData.remove({}, { cache: true });
      await area.set({ [droppedKey]: [...new Set([...dropped, ...origins])] });
    },
    dropStored: async () => undefined,
    empty: async (origin) => {
      await browser.browsingData.remove(
        { hostnames: hostsOf([origin], 'hostname') },
        { serviceWorkers: true },
      );
      await browser.browsingData.remove(
        { hostnames: hostsOf([origin], 'host') },
        { indexedDB: true, localStorage: true },
      );
    },
  };
}

/** The origins whose answers from before are gone. */
const droppedKey = 'cache-dropped';

function hostsOf(origins: readonly string[], part: 'host' | 'hostname'): string[] {
  return [...new Set(origins.map((origin) => new URL(origin)[part]))];
}
