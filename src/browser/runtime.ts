import browser, { type Runtime } from 'webextension-polyfill';
import type { Self, Sender } from '@/messages/audience';
import { changedEvent, isChangedEvent } from '@/messages/envelope';
import { after } from './after';
import { storeOfTab } from './store';

/** The message transport, and the extension's own pages. */

export function self(): Self {
  return { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
}

/** How often a message is sent that nobody hears, and milliseconds between. */
const attempts = { most: 40, pause: 50 } as const;

/** While a background starts for the first time nobody may listen yet. What nobody has heard can be said again. */
export async function sendMessage(message: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await browser.runtime.sendMessage(message);
    } catch (error) {
      if (attempt === attempts.most || !/receiving end does not exist/i.test(String(error))) throw error;
      await after(attempts.pause);
    }
  }
}

/** @param answer replies with a promise, or with `undefined` at once when the message is not its own */
export function onMessage(answer: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener((message: unknown, from: Runtime.MessageSender) => {
    const sender: Sender = from.tab === undefined ? from : { ...from, storeId: storeOfTab(from.tab) };
    // The polyfill checks for `undefined` to say "not mine", which its types do not know.
    return answer(message, sender) as Promise<unknown>;
  });
}

/** Tells every open page of the extension. That none is open is the usual case and no error. */
export async function announceChanged(): Promise<void> {
  try {
    await browser.runtime.sendMessage(changedEvent);
  } catch {
    // Nobody listens.
  }
}

/** @returns stops listening */
export function onChanged(listener: () => void): () => void {
  const hear = (message: unknown): undefined => {
    if (isChangedEvent(message)) listener();
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}

/** Runs when the extension was installed or updated, and when the browser started. */
export function onStart(listener: () => void): void {
  browser.runtime.onInstalled.addListener(listener);
  browser.runtime.onStartup.addListener(listener);
}

/** Runs when Hatrack has come to this browser, and not for a new version of it or of the browser. */
export function onInstall(listener: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') listener();
  });
}

/** A new version is there. It is put in place when `ready` resolves, and not before. */
export function onUpdate(ready: () => Promise<void>): void {
  browser.runtime.onUpdateAvailable.addListener(() => {
    void ready().then(() => browser.runtime.reload());
  });
}

/**
 * The settings in a tab, which is the one that shows them already where there is one.
 * @param place what follows `#` in their address
 */
export async function openSettings(place: string): Promise<void> {
  const page = browser.runtime.getURL('src/options/index.html');
  const url = `${page}#${place}`;
  const [open] = await browser.tabs.query({ url: page });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { active: true, url });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}

/** Of Hatrack. */
export function version(): string {
  return browser.runtime.getManifest().version;
}

export async function openWelcomePage(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/welcome/index.html') });
}
