import { AppError } from '@/domain/app-error';
import type { Place, TabId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { OpenPage } from '@/domain/jar/live';
import { coversUrl, type Site } from '@/domain/site';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { type Entry, entry, readItem, readList, writeItems } from '@/storage/item';
import { quietPageItem } from '@/storage/schema';
import type { Context } from './context';
import { sharedAt } from './place/left-alone';
import type { QuietPage, Tab } from './ports';

/**
 * The open pages of a Site during a Switch. A page that runs can write into the new jar at any time, so none does while jars
 * are exchanged: what is in front gives way to an empty page in its place and comes back as the new account, what is behind
 * sleeps until it is looked at (a hundred reloads at once is what people complain of most), unless it has a sessionStorage: that can
 * be read and exchanged in the tab alone.
 */

/**
 * Asks every page whether it would let its person leave without a question, before anything is changed.
 * @returns the tabs without those that show that their page could not be loaded
 * @throws AppError `page/unsaved` with the title of the first tab that would not
 */
export async function askPages({ ports }: Pick<Context, 'ports'>, tabs: readonly Tab[]): Promise<Tab[]> {
  const answers = await Promise.all(tabs.map((tab) => tab.awake && ports.tabs.wouldAsk(tab.id)));
  const unsaved = tabs.find((_, index) => answers[index]);
  if (unsaved !== undefined) throw new AppError('page/unsaved', unsaved.title);
  return tabs.filter((_, index) => answers[index] !== null);
}

/**
 * A window that a page of the Site has written into, or a document that it has made, runs as a page of the Site and has no address: it could
 * go on under another account, and would not come back if it were to give way.
 * @param tabs of the Site
 * @throws AppError `page/stays` with the title of the first one
 */
export async function refuseWritten(
  { ports }: Pick<Context, 'ports'>,
  place: Place,
  site: Site,
  tabs: readonly Tab[],
): Promise<void> {
  const open = await ports.tabs.all(place.storeId);
  const unknown = open.filter(
    (tab) => tab.awake && !/^https?:/.test(tab.url) && tabs.every(({ id }) => id !== tab.id),
  );
  const pages = await Promise.all(unknown.map(({ id }) => ports.tabs.written(id)));
  const written = pages.find((page) => page !== null && coversUrl(site, page.origin));
  if (written) throw new AppError('page/stays', written.title || written.origin);
}

/** What has to be stored before the first page is quiet: a worker that dies in between must know what to show again. */
export function quietEntries(pages: readonly OpenPage[]): Entry[] {
  return pages.map(({ id, url }) => entry(quietPageItem(id), { url, shown: false }));
}

/** A tab whose page was made quiet. */
export interface QuietTab extends OpenPage, QuietPage {}

/**
 * Ends every page, with its workers and timers.
 * @param jar what will be planted; a tab that gets a sessionStorage of it does not sleep
 * @param brief what is exchanged is known to be little
 * @returns the tabs whose pages have to be shown again
 * @throws AppError `page/stays` with the title of a tab whose page would not go
 */
export async function quietPages(
  context: Context,
  place: Place,
  tabs: readonly Tab[],
  jar: Jar,
  brief: boolean,
): Promise<QuietTab[]> {
  const awake = tabs.filter((tab) => tab.awake);
  const inFront = awake.filter((tab) => tab.front || tab.id === place.tabId);
  const reachable = new Set(inFront.map(({ url }) => new URL(url).origin));
  const behind = awake.filter((tab) => !inFront.includes(tab));
  const held = await Promise.all(behind.map(({ id }) => context.ports.tabs.holdings(id)));
  const sleepers = behind.filter((tab, index) => {
    const known = held[index];
    // It may have a sessionStorage. Who is quiet has more time to say so.
    if (!known) return false;
    const { origin, session, local, databases } = known;
    if (session > 0 || jar.tabs.some(({ tabId }) => tabId === tab.id)) return false;
    if (origin === null || local + databases === 0 || reachable.has(origin)) return true;
    // The first of an origin that is nowhere in front is the way in to what it keeps.
    reachable.add(origin);
    return false;
  });
  const quiet = await Promise.all(
    awake.map((tab) =>
      sleepers.includes(tab) ? sleepOrQuiet(context, tab, brief) : quietTab(context, tab, brief),
    ),
  );
  return quiet.filter((tab) => tab !== null);
}

/** @returns `null` when the tab sleeps */
async function sleepOrQuiet(context: Context, tab: Tab, brief: boolean): Promise<QuietTab | null> {
  return (await context.ports.tabs.discard(tab.id)) ? null : quietTab(context, tab, brief);
}

async function quietTab({ ports }: Context, { id, url, title }: Tab, brief: boolean): Promise<QuietTab> {
  const quiet = await ports.tabs.quiet(id, brief);
  if (quiet === null) throw new AppError('page/stays', title);
  return { id, url, ...quiet };
}

export function pageOf({ id, url }: OpenPage): OpenPage {
  return { id, url };
}

/**
 * Loads these pages again. A tab whose person went elsewhere meanwhile stays there. A page of the Site that was opened, or
 * woke, while jars were exchanged is loaded again too: it may have been asked for as anybody.
 * @param exchanged whether there is another account now, so that pages which their person has loaded meanwhile are loaded again
 */
export async function showPages(
  { ports, session }: Context,
  place: Place,
  site: Site,
  pages: readonly OpenPage[],
  exchanged: boolean,
): Promise<void> {
  // First: a tab can be loaded again as soon as its page is asked for, and what tells of that is heard once.
  const noted = writeItems(session, pages.map(shownEntry));
  const shown = Promise.all([noted, ...pages.map(({ id, url }) => ports.tabs.show(id, url, exchanged))]);
  // Awaited below; should the tabs not be told, that comes first.
  shown.catch(() => undefined);
  const open = await ports.tabs.all(place.storeId);
  const isKnown = (tab: Tab) => pages.some(({ id }) => id === tab.id);
  const strangers = open.filter((tab) => tab.awake && coversUrl(site, tab.url) && !isKnown(tab));
  await Promise.all([shown, ...strangers.map(({ id }) => ports.tabs.reload(id))]);
}

/** The same for one tab, and nothing else. @param again also where its page is there: it ran no script, say */
export async function showPage({ ports, session }: Context, page: OpenPage, again: boolean): Promise<void> {
  await Promise.all([writeItems(session, [shownEntry(page)]), ports.tabs.show(page.id, page.url, again)]);
}

/**
 * Loads what a tab was to show again, where it is empty for good: its person has loaded it once more while that was on its way, and what
 * browsers load then is the page that is there.
 * @returns whether it was so
 */
export async function showStill({ ports, session }: Context, id: TabId): Promise<boolean> {
  const known = await readItem(session, quietPageItem(id));
  const tab = known?.shown ? await ports.tabs.byId(id) : null;
  if (!known || tab === null || tab.url !== '' || tab.loading) return false;
  await ports.tabs.show(id, known.url, false);
  return true;
}

function shownEntry({ id, url }: OpenPage): Entry {
  return entry(quietPageItem(id), { url, shown: true });
}

/** Every open tab of the Site as its person sees it: a quiet one stands for the page that comes back. */
export async function tabsOfSite({ ports, session }: Context, place: Place, site: Site): Promise<Tab[]> {
  const seen = await ports.tabs.all(place.storeId);
  const hidden = seen.filter(({ url }) => url === '');
  if (hidden.length === 0) return seen.filter(({ url }) => coversUrl(site, url));
  const pages = await readList(
    session,
    hidden.map(({ id }) => quietPageItem(id)),
  );
  const quiet = new Map(hidden.map(({ id }, index) => [id, pages[index]?.url ?? '']));
  // Looked at again for the reason that `tabById` gives.
  const tabs = await ports.tabs.all(place.storeId);
  return tabs
    .map((tab) => (tab.url === '' ? { ...tab, url: quiet.get(tab.id) ?? '' } : tab))
    .filter(({ url }) => coversUrl(site, url));
}

/**
 * A tab as its person sees it. The page is looked at after what it may stand for: that is forgotten once a page is there again, so
 * in the other order it could be found neither here nor there.
 */
export async function tabById({ ports, session }: Context, id: TabId): Promise<Tab | null> {
  const item = quietPageItem(id);
  const known = await readItem(session, item);
  const tab = await ports.tabs.byId(id);
  if (tab?.url === '') {
    // It may have become quiet just now.
    const quiet = known ?? (await readItem(session, item));
    return { ...tab, url: quiet?.url ?? '' };
  }
  if (tab !== null && known?.shown) await session.remove([item.key]);
  return tab;
}

/** Whether a page of the Site in front asks for a password: nobody is signed in there, whatever cookies there are. */
export async function asksSomewhere(context: Context, place: Place, site: SiteRecord): Promise<boolean> {
  const [open, shared] = await Promise.all([
    tabsOfSite(context, place, site),
    sharedAt(context, place, site),
  ]);
  const tabs = open.filter(({ awake, front, url }) => awake && front && !isShared(shared, url));
  const asked = await Promise.all(tabs.map(({ id }) => context.ports.tabs.asksPassword(id)));
  return asked.includes(true);
}
