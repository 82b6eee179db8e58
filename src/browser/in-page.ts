import type { Holdings } from '@/domain/web-storage';

/**
 * Functions that run in pages of sites, in the extension's own world there. Each is sent as text, so all that it uses is
 * inside it.
 */

/** The empty page that stands in for one that was made quiet. Its origin is that of the page which gave way to it. */
export const quietUrl = 'about:blank';

/**
 * Whether leaving would bring up the browser's question: it asks only on pages that were used, when a handler of theirs wants
 * it to. The handlers run, as they do for every page that is left.
 */
export function wouldAsk(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  const event = document.createEvent('BeforeUnloadEvent') as BeforeUnloadEvent;
  event.initEvent('beforeunload', false, true);
  dispatchEvent(event);
  const { returnValue }: { returnValue: unknown } = event;
  return event.defaultPrevented || (typeof returnValue === 'string' && returnValue !== '');
}

/** How a page looked, so that its stand-in does not flash. */
export interface Looks {
  readonly title: string;
  readonly background: string;
}

/**
 * Goes away in favour of an empty page; in the history it takes this page's place. Where the empty page is still there, on
 * its way to the page of the switch before, it stays.
 */
export function giveWay(quiet: string): Looks {
  const colours = [document.body, document.documentElement]
    .filter((element) => element !== null)
    .map((element) => getComputedStyle(element).backgroundColor);
  // Firefox: only what the page itself asks for has its origin.
  const { location: own } = (window as { wrappedJSObject?: Window }).wrappedJSObject ?? window;
  const looks = { title: document.title, background: colours.find((colour) => !/, 0\)$/.test(colour)) ?? '' };
  if (location.href === quiet) window.stop();
  else own.replace(quiet);
  return looks;
}

/** Has the empty page look like the one that gave way to it. Another page by now is left alone. */
export function lookLike(quiet: string, { title, background }: Looks): void {
  if (location.href !== quiet) return;
  document.title = title;
  document.documentElement.style.background = background;
}

/**
 * What this page's origin keeps. A page that may keep nothing (sandboxed, or the person blocks it) has nothing.
 * @param quiet where it is asked of the empty page alone
 * @returns `null` on another page than that
 */
export async function countHoldings(quiet: string | null): Promise<Holdings | null> {
  if (quiet !== null && location.href !== quiet) return null;
  try {
    const databases = await indexedDB.databases();
    // Only secure contexts have caches.
    const kept = (await globalThis.caches?.keys()) ?? [];
    return {
      origin: self.origin,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: databases.length,
      caches: kept.length,
    };
  } catch {
    return { origin: null, local: 0, session: 0, databases: 0, caches: 0 };
  }
}

/** Loads a page in place of the empty one. @returns `false`, with nothing done, where another page is by now */
export function comeBack(quiet: string, url: string): boolean {
  if (location.href !== quiet) return false;
  const { location: own } = (window as { wrappedJSObject?: Window }).wrappedJSObject ?? window;
  own.replace(url);
  return true;
}

/** Whether there is one field for a password, and it can be seen. A page on which a password is changed has several, or says so. */
export function asksPassword(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[type=password]')];
  const shown = fields.filter((field) => field.checkVisibility());
  return shown.length === 1 && shown[0]?.autocomplete !== 'new-password';
}
