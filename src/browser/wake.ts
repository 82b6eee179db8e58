import browser from 'webextension-polyfill';
import { type Place, placeKey, type SiteId, type StoreId } from '@/domain/ids';
import type { WakePort } from '@/engine/ports';

const prefix = 'tend/';

/**
 * Seconds. Chromium keeps to no shorter alarm. Firefox loses one that comes just when it puts the background to sleep (measured), which
 * it does 30 seconds after it has heard of it last: more often than not, when the alarm was set.
 */
const shortest = import.meta.env.FIREFOX ? 35 : 30;

/** @param wake runs when it is time, be it in another background than the one that was told */
export function createWakePort(wake: (place: Place) => void): WakePort {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  browser.alarms.onAlarm.addListener(({ name }) => {
    const [siteId, storeId] = name.slice(prefix.length).split('/');
    if (!name.startsWith(prefix) || siteId === undefined || storeId === undefined) return;
    wake({ siteId: siteId as SiteId, storeId: storeId as StoreId });
  });
  return {
    arm: async (place, seconds) => {
      const name = prefix + placeKey(place);
      clearTimeout(timers.get(name));
      // This background may well live that long; the alarm is for the one after it.
      if (seconds > 0 && seconds < shortest) timers.set(name, setTimeout(wake, seconds * 1000, place));
      await browser.alarms.create(name, { delayInMinutes: Math.max(shortest, seconds) / 60 });
    },
    disarm: async (place) => {
      const name = prefix + placeKey(place);
      clearTimeout(timers.get(name));
      await browser.alarms.clear(name);
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
