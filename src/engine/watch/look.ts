import type { Account } from '@/domain/account';
import type { Place, TabId } from '@/domain/ids';
import type { Live } from '@/domain/jar/live';
import type { PopupView } from '@/domain/view';
import { readItem, readItems } from '@/storage/item';
import { accountItem, journalItem, liveItem, quietPageItem } from '@/storage/schema';
import { keepStored } from '../accounts/keep';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { showStill, tabById } from '../pages';
import { isSleeper, wakeSleeper } from '../pages/sleepers';
import { atPlace } from '../place/at-place';
import type { Tab } from '../ports';
import { findStoredSignIn } from '../sign-in/evidence';
import { keepPortrait, type Portrait } from '../sign-in/portrait';
import { recogniseIn } from '../sign-in/recognise';
import { noticeLoaded } from '../sign-out/notice-sign-out';
import { siteOfTab, type TabSite } from '../sites';
import { resumeEarly } from '../switch/resume';
import { popupView, viewOf } from '../views';

/** When pages are looked at. Nothing is polled: a look follows something that happened. */

/**
 * A tab came to a page, or its page changed. Each page that has been loaded is looked at; in between only while somebody is awaited,
 * or it is not certain who is there.
 */
export async function noticeTab(context: Context, tabId: TabId, isLoaded: boolean): Promise<void> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse) return;
  if (await isSleeper(context, inUse.place, tabId)) {
    if (isLoaded) await wakeSleeper(context, inUse.place, tabId);
    return;
  }
  if (isLoaded) {
    context.looked.delete(tabId);
    if (await isShownStill(context, inUse.place, tabId)) return;
    await resumeEarly(context, inUse.place, tabId);
    const portrait = await lookAt(context, tabId);
    await noticeLoaded(context, tabId);
    return keepPortrait(context, portrait);
  }
  const { active, doubt: about, unfinished } = await readItem(context.local, liveItem(inUse.place));
  if (active === null || about !== null || unfinished !== null) lookLater(context, tabId);
}

/** Alone at its Place, where there is something to show: a page that gives way to a switch is to be empty. */
async function isShownStill(context: Context, place: Place, tabId: TabId): Promise<boolean> {
  const quiet = await readItem(context.session, quietPageItem(tabId));
  return quiet?.shown === true && atPlace(context, place, `show ${tabId}`, () => showStill(context, tabId));
}

/** Once nothing more happens for a moment. */
export function lookLater(context: Context, tabId: TabId): void {
  context.later.run(`look ${tabId}`, async () => keepPortrait(context, await lookAt(context, tabId)));
}

/** Milliseconds that the list waits for a page. */
const patience = 200;

/**
 * The person opens the list. It waits for what a page shows only where it is not known who is there, and not for long: a page can
 * take its time to answer, and what is found later is announced.
 */
export async function viewWhenOpened(context: Context, tabId: TabId): Promise<PopupView> {
  const shown = await shownIn(context, tabId);
  const view = saysNothingNew(context, shown) ? await viewOf(context, shown.tab) : null;
  const looked = lookForMoment(context, tabId);
  looked.catch(() => undefined);
  if (view !== null) return view;
  await looked;
  return popupView(context, tabId);
}

/** Resolves when the page was looked at, or takes too long for whoever waits. */
export async function lookForMoment(context: Context, tabId: TabId): Promise<void> {
  const looked = lookAt(context, tabId);
  looked.then((portrait) => keepPortrait(context, portrait)).catch(() => undefined);
  await Promise.race([looked, new Promise((resolve) => setTimeout(resolve, patience))]);
}

interface Shown extends TabSite {
  readonly tab: Tab;
  readonly live: Live;
  /** Of whom the live jar is, if it is known of whom. */
  readonly owner: Account | null;
}

/** `null` where Hatrack is not used. */
async function shownIn(context: Context, tabId: TabId): Promise<Shown | null> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse) return null;
  const live = await readItem(context.local, liveItem(inUse.place));
  const owner = live.active === null ? null : await readItem(context.local, accountItem(live.active));
  return { ...inUse, tab, live, owner };
}

/** Whether it is known who is there, or this very page has been looked at and does not tell. */
function saysNothingNew({ looked }: Context, shown: Shown | null): shown is Shown {
  if (shown === null || shown.owner === null || shown.live.doubt !== null) return false;
  return shown.owner.person !== null || looked.get(shown.tab.id) === sightOf(shown);
}

/** A page, as long as it is the same one of the same account. */
function sightOf({ tab, live }: Shown): string {
  return JSON.stringify([tab.url, live.active, live.since]);
}

/** Whoever is signed in there is noticed, however they did it. @returns where there is a picture of them, should that be news */
async function lookAt(context: Context, tabId: TabId): Promise<Portrait | null> {
  const portrait = await recogniseIn(context, tabId);
  await noticeStored(context, tabId);
  const shown = await shownIn(context, tabId);
  if (shown === null) return null;
  if (!shown.tab.loading) context.looked.set(tabId, sightOf(shown));
  if (mayAsk(context, shown)) lookLater(context, tabId);
  return portrait;
}

/** Milliseconds after which it is waited for no longer what a page makes of the sign-in that its script has sent. */
const longest = 30_000;

function mayAsk({ ports }: Context, { tab, live: { script, since, doubt } }: Shown): boolean {
  return script === tab.id && ports.clock.now() - Math.max(since, doubt?.at ?? 0) < longest;
}

/** A sign-in that no cookie tells of. Reading is not held up by a switch that goes on. */
async function noticeStored(context: Context, tabId: TabId): Promise<void> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse?.site.multiSession) return;
  const { place, site } = inUse;
  const { live, journal } = await readItems(context.local, {
    live: liveItem(place),
    journal: journalItem(place),
  });
  if (journal !== null || (live.active !== null && !live.lapsed)) return;
  if (!(await isGranted(context, site))) return;
  if ((await findStoredSignIn(context, place, site)) === null) return;
  await atPlace(context, place, 'notice stored', (state) => keepStored(context, state));
}
