import browser from 'webextension-polyfill';
import type { CachesPort } from '@/engine/ports';

/** What a browser may answer with by itself. Dropping the HTTP cache also drops the back/forward cache (measured in Chromium). */
const answersByItself = { cache: true, cacheStorage: true };

const everythingButCookies = {
  ...answersByItself,
  fileSystems: true,
  indexedDB: true,
  localStorage: true,
  serviceWorkers: true,
};

/** `origins` and `cacheStorage` are newer than the polyfill's types. */
export function createCachesPort(): CachesPort {
  const remove = (origins: readonly string[], what: object) =>
    browser.browsingData.remove({ origins: [...origins] } as object, what);
  return {
    dropWorkers: (origins) => remove(origins, { serviceWorkers: true }),
    drop: (origins) => remove(origins, answersByItself),
    empty: (origin) => remove([origin], everythingButCookies),
  };
}
