import browser from 'webextension-polyfill';
import { type Place, placeKey, type SiteId, type StoreId } from '@/domain/ids';
import type { WakePort } from '@/engine/ports';

const prefix = 'tend/';

/**
 * Seconds. Chromium keeps to no shorter alarm. Firefox loses one that comes just when it puts the background to sleep (measured), which
 * it does 30 seconds after it has heard of it last: more often than not, when the alarm was set.
 */
const shortest = import.meta.env.FIREFOX ? 35 : 30;

export function createWakePort(): WakePort {
  return {
    arm: (place, seconds) => {
      const delayInMinutes = Math.max(shortest, seconds) / 60;
      return Promise.resolve(browser.alarms.create(prefix + placeKey(place), { delayInMinutes }));
    },
    disarm: async (place) => {
      await browser.alarms.clear(prefix + placeKey(place));
    },
  };
}

/** Milliseconds; both browsers put a background to sleep that has heard of nothing for 30 seconds. */
const nap = 3000;

/**
 * Keeps the background from being put to sleep: a call of the browser counts as news, waiting for storage or for a page does not
 * (measured in Firefox, where not even a message that waits for its answer does).
 * @returns lets it sleep again
 */
export function stayAwake(): () => void {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), nap);
  return () => clearInterval(timer);
}

export function onWake(listener: (place: Place) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    const [siteId, storeId] = name.slice(prefix.length).split('/');
    if (!name.startsWith(prefix) || siteId === undefined || storeId === undefined) return;
    listener({ siteId: siteId as SiteId, storeId: storeId as StoreId });
  });
}
