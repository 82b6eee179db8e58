import browser from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import { after } from './after';
import { unlessGone } from './unless-gone';

/** Milliseconds until nobody waits any longer for a tab to come to where it is led. */
const patienceForWay = 1000;

/** Loads an address in a tab. Resolves when it has come there, or that takes too long for whoever waits. */
export async function lead(id: TabId, url: string): Promise<void> {
  let come = () => {};
  const arrived = new Promise<void>((resolve) => {
    come = resolve;
  });
  const hear = (changed: number, { url: address }: { url?: string }) => {
    if (changed === id && address !== undefined) come();
  };
  browser.tabs.onUpdated.addListener(hear);
  try {
    await unlessGone(browser.tabs.update(id, { url }));
    await Promise.race([arrived, after(patienceForWay)]);
  } finally {
    browser.tabs.onUpdated.removeListener(hear);
  }
}
