import type { Place, TabId } from '@/domain/ids';
import { isFollowedLink } from '@/domain/sign-in/followed-link';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { type LinkState, linkItem, liveItem } from '@/storage/schema';
import type { Context } from '../context';
import { tabById } from '../pages';
import { siteOfTab, type TabSite } from '../sites';
import { ruleAt } from './rules';

/**
 * Links from other sites, where somebody wants to be asked who is to see what they lead to. A tab is asked about once: nothing more
 * is asked in it until it has left the Site, and nothing ever switches by itself.
 */

/**
 * A page of the Site is on its way to a tab.
 * @param wayBack a sign-in has led there, or what follows one
 */
export async function noticeLink(
  context: Context,
  place: Place,
  site: SiteRecord,
  seen: ObservedAnswer,
  wayBack: boolean,
): Promise<void> {
  if (!site.asksAfterLink || !seen.mainFrame || seen.tabId === null) return;
  const item = linkItem(seen.tabId);
  const known = await readItem(context.session, item);
  const at: TabSite = { site, place: { ...place, tabId: seen.tabId } };
  if (wayBack || !isFollowedLink(site, seen) || !(await hasChoice(context, at, seen.url))) {
    // What the link led to was a download.
    if (known === 'coming') await context.session.remove([item.key]);
    return;
  }
  if (known !== null) return;
  await write(context, seen.tabId, 'coming');
  // It can be there by now.
  await followLink(context, seen.tabId);
}

/** A tab came to a page, or is still there. */
export async function followLink(context: Context, tabId: TabId): Promise<void> {
  const item = linkItem(tabId);
  const state = await readItem(context.session, item);
  const tab = state && (await tabById(context, tabId));
  if (!tab) return;
  const inUse = await siteOfTab(context, tab);
  if (inUse === null) {
    // While it is coming the tab still shows the page with the link.
    if (state !== 'coming') await context.session.remove([item.key]);
    return;
  }
  if (state !== 'coming') return;
  // Browsers remember where a page came from: one that wakes, or is loaded again, is asked for as if the link had just been followed.
  const isNew = await context.ports.tabs.isNew(tabId);
  await write(context, tabId, isNew ? 'asking' : 'settled');
  context.ports.announce.changed(inUse.site.id);
}

/** Whether the person has to say who is to see what a link has led to in this tab. */
export async function isLinked(context: Context, at: TabSite): Promise<boolean> {
  const { tabId } = at.place;
  if (tabId === undefined || !at.site.asksAfterLink) return false;
  if ((await readItem(context.session, linkItem(tabId))) !== 'asking') return false;
  const tab = await tabById(context, tabId);
  return tab !== null && hasChoice(context, at, tab.url);
}

/** They have said it, by whatever they have chosen there. */
export async function settleLink(context: Context, { siteId, tabId }: Place): Promise<void> {
  if (tabId === undefined || (await readItem(context.session, linkItem(tabId))) === null) return;
  await write(context, tabId, 'settled');
  context.ports.announce.changed(siteId);
}

/** What is asked about a sign-in comes first, and an address that is for one account is no question. */
async function hasChoice(context: Context, at: TabSite, url: string): Promise<boolean> {
  const { active, adding, doubt } = await readItem(context.local, liveItem(at.place));
  const isCertain = active !== null && adding === null && doubt === null;
  return isCertain && at.site.accounts.length > 1 && ruleAt(at, { url }) === null;
}

function write({ session }: Context, tabId: TabId, state: LinkState): Promise<void> {
  return writeItems(session, [entry(linkItem(tabId), state)]);
}
