import type { Holdings } from '@/domain/jar/web-storage';
import type { WrittenPage } from '@/engine/ports';

/**
 * Functions that run in pages of sites, in the extension's own world there. Each is sent as text, so all that it uses is
 * inside it. A page can have elements that are found by name in the place of what its document has of that name: what depends on them
 * is taken from where these names do not reach, or looked at before it is used.
 */

/** The empty page that stands in for one that was made quiet. Its origin is that of the page which gave way to it. */
export const quietUrl = 'about:blank';

/** What has to be known of a page before it gives way. */
export interface Standing {
  /**
   * Whether leaving would bring up the browser's question: it asks only on pages that were used, when a handler of theirs wants
   * it to. The handlers run, as they do for every page that is left.
   */
  readonly asks: boolean;
  readonly looks: Looks;
  /** When it was loaded; `null` when it still is, or has a policy of its own about scripts. */
  readonly loading: { readonly began: number; readonly ended: number } | null;
}

export function standing(): Standing {
  const wouldAsk = () => {
    if (!navigator.userActivation.hasBeenActive) return false;
    const event = Document.prototype.createEvent.call(document, 'BeforeUnloadEvent') as BeforeUnloadEvent;
    event.initEvent('beforeunload', false, true);
    dispatchEvent(event);
    const { returnValue }: { returnValue: unknown } = event;
    return event.defaultPrevented || (typeof returnValue === 'string' && returnValue !== '');
  };
  const asks = wouldAsk();
  try {
    const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const ended = load?.responseEnd ?? 0;
    const isRuled = document.querySelector('meta[http-equiv^="content-security-policy" i]') !== null;
    const began = performance.timeOrigin;
    const colours = [document.body, document.documentElement]
      .filter((element) => element instanceof Element)
      .map((element) => getComputedStyle(element).backgroundColor);
    const background = colours.find((colour) => !/, 0\)$/.test(colour)) ?? '';
    const loading = isRuled || ended === 0 ? null : { began, ended: began + ended };
    const { title }: { title: unknown } = document;
    return { asks, looks: { title: typeof title === 'string' ? title : '', background }, loading };
  } catch {
    return { asks, looks: { title: '', background: '' }, loading: null };
  }
}

/** What another page has made and can run scripts in; `null` where it is empty, and so only a window that is on its way. */
export function writtenPage(): WrittenPage | null {
  const { contentType: type, title }: { contentType: unknown; title: unknown } = document;
  // Where it is an element, there are elements.
  const canRun = typeof type !== 'string' || /html|xml/.test(type);
  const { querySelector, querySelectorAll } = Document.prototype;
  const parts = [...querySelectorAll.call(document, ':root:not(html), :root > :not(head)')];
  const isEmpty =
    parts.every((part) => !Node.prototype.hasChildNodes.call(part)) &&
    querySelector.call(document, 'script') === null;
  return canRun && !isEmpty ? { origin: self.origin, title: typeof title === 'string' ? title : '' } : null;
}

/** `false` for a page that was loaded again, also as a tab that wakes does it, or gone back to. */
export function wasGoneTo(): boolean {
  const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return load?.type !== 'reload' && load?.type !== 'back_forward';
}

/**
 * Chromium: replaces the document by an empty one at once, in the page's own world. The browser does not hear of it: address,
 * origin and history stay. Unlike a way to another address it needs no new frame, which takes most of the time of a switch. What
 * is used here no page can change, nothing is handed back that one could listen at.
 * @param stand a `javascript:` address that has the empty document
 */
export function giveWayHere(stand: string): void {
  location.replace(stand);
}

/** How a page looked, so that its stand-in does not flash. */
export interface Looks {
  readonly title: string;
  readonly background: string;
}

/**
 * Goes away in favour of an empty page; in the history it takes this page's place. Where the empty page is still there, on
 * its way to the page of the switch before, it stays; so does what has replaced this page where it stood, if later than expected.
 * @param mark in the document that was to do that; `null` where none was
 */
export function giveWay(quiet: string, mark: string | null): Looks {
  const colours = [document.body, document.documentElement]
    .filter((element) => element instanceof Element)
    .map((element) => getComputedStyle(element).backgroundColor);
  // Firefox: only what the page itself asks for has its origin.
  const { location: own } = (window as { wrappedJSObject?: Window }).wrappedJSObject ?? window;
  const { title }: { title: unknown } = document;
  const background = colours.find((colour) => !/, 0\)$/.test(colour)) ?? '';
  const looks = { title: typeof title === 'string' ? title : '', background };
  const first = document.firstChild;
  const isReplaced = first?.nodeType === Node.COMMENT_NODE && first.nodeValue === mark;
  const { hatrackQuiet: known } = globalThis as { hatrackQuiet?: unknown };
  const isHere = mark !== null && (isReplaced || known === true);
  if (location.href === quiet || isHere) window.stop();
  else own.replace(quiet);
  return looks;
}

/** Has the empty page look like the one that gave way to it. Another page by now is left alone. */
export function lookLike(quiet: string, { title, background }: Looks): void {
  const { hatrackQuiet: known } = globalThis as { hatrackQuiet?: unknown };
  if (location.href !== quiet && known !== true) return;
  document.title = title;
  document.documentElement.style.background = background;
}

/**
 * Whether the empty page is there. A page that would rather stay can begin with any comment but the mark, which nobody has told it, and
 * have elements of any name.
 * @param quiet its address; `null` where only a document that was replaced counts
 * @param mark in such a document; where either may come, of two ways that a page was told to go the browser takes the one that it comes
 * to last
 */
export function isQuiet(quiet: string | null, mark: string | null): boolean {
  const first = document.firstChild;
  if (mark === null || first?.nodeType !== Node.COMMENT_NODE || first.nodeValue !== mark) {
    const { hatrackQuiet: known } = globalThis as { hatrackQuiet?: unknown };
    return quiet !== null && (location.href === quiet || (mark !== null && known === true));
  }
  // Known by this from now on. Other windows of the site can look into the document, and shall find nothing there.
  Object.assign(globalThis, { hatrackQuiet: true });
  first.remove();
  return true;
}

/** What this page's origin keeps. A page that may keep nothing (sandboxed, or the person blocks it) has nothing. */
export async function countHoldings(): Promise<Holdings> {
  try {
    // Only secure contexts have caches.
    const [databases, kept] = await Promise.all([indexedDB.databases(), globalThis.caches?.keys() ?? []]);
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

/**
 * Loads a page in place of the empty one.
 * @param again also where it is there: its person has loaded it meanwhile
 * @param wasQuiet the tab had the empty page: what its person has loaded since is of a moment in which no script may run
 * @returns `false`, with nothing done, where another page is by now
 */
export async function comeBack(
  quiet: string,
  url: string,
  again: boolean,
  wasQuiet: boolean,
): Promise<boolean> {
  const isQuiet = () => {
    const { hatrackQuiet: known } = globalThis as { hatrackQuiet?: unknown };
    if (location.href === quiet || known === true) return true;
    // Replaced by a worker that died before it had seen it: the mark is still there, and nothing to be seen.
    const mark = document.firstChild;
    const isMarked =
      mark?.nodeType === Node.COMMENT_NODE &&
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(mark.nodeValue ?? '');
    return isMarked && document.body?.childNodes.length === 0;
  };
  // What that worker had asked for last comes after what was on its way already.
  if (!again && !isQuiet()) await new Promise((resolve) => setTimeout(resolve));
  const isMeanwhile = wasQuiet && location.origin === new URL(url).origin;
  if (!isQuiet() && !isMeanwhile && !(again && location.href === url)) return false;
  const next = isQuiet() ? url : location.href;
  const { location: own } = (window as { wrappedJSObject?: Window }).wrappedJSObject ?? window;
  // Where nothing but the fragment differs nothing would be loaded; and `reload` would send a form again.
  if (location.href !== quiet && next.includes('#')) history.replaceState(null, '', '?');
  own.replace(next);
  return true;
}

/** Whether there is one field for a password, and it can be seen. A page on which a password is changed has several, or says so. */
export function asksPassword(): boolean {
  const { querySelectorAll } = Document.prototype;
  const found = querySelectorAll.call(document, 'input[type=password]') as NodeListOf<HTMLInputElement>;
  const fields = [...found];
  const shown = fields.filter((field) => field.checkVisibility());
  return shown.length === 1 && shown[0]?.autocomplete !== 'new-password';
}
