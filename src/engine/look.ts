import type { TabId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import { readItem, readItems } from '@/storage/item';
import { accountItem, journalItem, liveItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';
import { findStoredSignIn } from './evidence';
import { keepStored } from './keep';
import { noticeLoaded } from './notice-sign-out';
import { tabById } from './pages';
import { recogniseIn } from './recognise';
import { siteOfTab } from './sites';
import { isSleeper, wakeSleeper } from './sleepers';

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
    await lookAt(context, tabId);
    return noticeLoaded(context, tabId);
  }
  const { active, doubt: about, unfinished } = await readItem(context.local, liveItem(inUse.place));
  if (active === null || about !== null || unfinished !== null) lookLater(context, tabId);
}

/** Once nothing more happens for a moment. */
export function lookLater(context: Context, tabId: TabId): void {
  context.later.run(`look ${tabId}`, () => lookAt(context, tabId));
}

/** Milliseconds that the list waits for a page. */
const patience = 200;

/**
 * The person looks at the list. It waits for what a page shows only where it is not known who is there, and not for long: a page can
 * take its time to answer, and what is found later is announced.
 */
export async function lookWhenOpened(context: Context, tabId: TabId): Promise<void> {
  const looked = lookAt(context, tabId);
  looked.catch(() => undefined);
  if (await isKnown(context, tabId)) return;
  await Promise.race([looked, new Promise((resolve) => setTimeout(resolve, patience))]);
}

async function isKnown(context: Context, tabId: TabId): Promise<boolean> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse) return false;
  const { active, doubt: about } = await readItem(context.local, liveItem(inUse.place));
  const account = active === null ? null : await readItem(context.local, accountItem(active));
  return account?.person != null && about === null;
}

/** Whoever is signed in there is noticed, however they did it. */
async function lookAt(context: Context, tabId: TabId): Promise<void> {
  await recogniseIn(context, tabId);
  await noticeStored(context, tabId);
  if (await mayAsk(context, tabId)) lookLater(context, tabId);
}

/** Milliseconds after which it is waited for no longer what a page makes of the sign-in that its script has sent. */
const longest = 30_000;

async function mayAsk(context: Context, tabId: TabId): Promise<boolean> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse) return false;
  const { script, since, doubt: about } = await readItem(context.local, liveItem(inUse.place));
  return script === tabId && context.ports.clock.now() - Math.max(since, about?.at ?? 0) < longest;
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
  if (!(await context.ports.permissions.granted(originPatterns(site)))) return;
  if ((await findStoredSignIn(context, place, site)) === null) return;
  await atPlace(context, place, 'notice stored', (state) => keepStored(context, state));
}
