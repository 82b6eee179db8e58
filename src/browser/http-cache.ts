import browser from 'webextension-polyfill';
import type { HttpCachePort } from '@/engine/ports';

/**
 * Dropping an origin's HTTP cache also drops its pages from the back/forward cache (measured in Chromium). `origins` is
 * newer than the polyfill's types.
 */
export function createHttpCachePort(): HttpCachePort {
  return {
    drop: (origins) => browser.browsingData.remove({ origins: [...origins] } as object, { cache: true }),
  };
}
