import browser from 'webextension-polyfill';
import type { StartPort } from '@/engine/ports';

/** Milliseconds after a worker has started in which it is told that the browser has too. */
const patience = 2000;

/** To be made before the first `await`: the browser tells of its start once. */
export function createStartPort(): StartPort {
  const told = new Promise<boolean>((resolve) => {
    browser.runtime.onStartup.addListener(() => resolve(true));
    setTimeout(resolve, patience, false);
  });
  return { withBrowser: () => told };
}
