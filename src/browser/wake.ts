import browser from 'webextension-polyfill';
import { type Place, placeKey, type SiteId, type StoreId } from '@/domain/ids';
import type { WakePort } from '@/engine/ports';

const prefix = 'tend/';

/** The shortest alarm that Chromium keeps to; in minutes. */
const shortest = 0.5;

export function createWakePort(): WakePort {
  return {
    arm: (place, seconds) => {
      const delayInMinutes = Math.max(shortest, seconds / 60);
      return Promise.resolve(browser.alarms.create(prefix + placeKey(place), { delayInMinutes }));
    },
    disarm: async (place) => {
      await browser.alarms.clear(prefix + placeKey(place));
    },
  };
}

export function onWake(listener: (place: Place) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    const [siteId, storeId] = name.slice(prefix.length).split('/');
    if (!name.startsWith(prefix) || siteId === undefined || storeId === undefined) return;
    listener({ siteId: siteId as SiteId, storeId: storeId as StoreId });
  });
}
