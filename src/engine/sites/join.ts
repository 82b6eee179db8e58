import type { AccountId, Place, SiteId, StoreId } from '@/domain/ids';
import { liveAs, nobodyLive } from '@/domain/jar/live';
import { leftOrigins } from '@/domain/jar/origin';
import { evidenceIn } from '@/domain/sign-in';
import { coversUrl, type Site } from '@/domain/site';
import type { Joining } from '@/domain/site/site-join';
import { newSiteRecord, type SiteRecord, withoutSite } from '@/domain/site/site-record';
import { type Entry, entry, readItem, readItems, readList, writeItems } from '@/storage/item';
import {
  commonItem,
  joiningItem,
  journalItem,
  liveItem,
  originsItem,
  quietPageItem,
  settlingItem,
  siteItem,
  storesItem,
} from '@/storage/schema';
import { withOwner } from '../accounts/keep';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { tabById } from '../pages';
import { watchedState } from '../place/away';
import { carryOut } from '../switch';
import { recover } from '../switch/recover';
import { storeLive } from '../switch/settle';
import { bringBack, ownerThere } from './added-again';
import { livesOf, writeAsOne } from './joined-records';
import { writeIndex } from './site-index';

/**
 * Two Sites become one.
 *
 *   begun ─▶ the other's live jars put away, store by store ─▶ one record ─▶ tab led back ─▶ over
 *
 * What the other Site's domains hold is put away by a Switch of that Site alone: under its owner, with journal and barrier, so
 * that a dead worker is repaired as ever. A domain that was in no Site is made one for that time, and what it holds belongs to
 * the account that an addition has put away: of that account's jar nothing but this domain's part is written. Then nobody is
 * signed in there any more, and that both are one is a single write. Whoever finds it begun goes on with it, before any other
 * verb of the Site.
 *
 * Runs under the Site's lock, which its callers hold; the other's is taken here, and never the other way round.
 */

/** Writes down that it begins; nothing is done yet. */
export async function beginJoining(context: Context, joining: Joining, other: Site): Promise<void> {
  const begun = entry(joiningItem, joining);
  if (!joining.fresh) return writeItems(context.local, [begun]);
  const domains = Object.fromEntries(other.domains.map((domain) => [domain, other.id]));
  const fresh = await freshEntries(context, joining.siteId, other);
  await writeIndex(context, (index) => ({ ...index, ...domains }), [begun, ...fresh]);
}

/** A Site for a domain that has been in none. Where somebody is active, what it holds is theirs as it is. */
async function freshEntries(context: Context, siteId: SiteId, other: Site): Promise<Entry[]> {
  const { local } = context;
  const { stores, origins, site } = await readItems(local, {
    stores: storesItem,
    origins: originsItem(siteId),
    site: siteItem(siteId),
  });
  const lives = await livesOf(local, siteId, stores);
  // It may have been the Site's before.
  const sharedOrigins = (site?.sharedOrigins ?? []).filter((origin) => coversUrl(other, origin));
  const domain = { ...newSiteRecord(other), sharedOrigins };
  const listed = site === null ? [] : everyone(site);
  const entries = stores.map(async (storeId, at) => {
    const place: Place = { siteId: other.id, storeId };
    const from = lives[at]?.adding?.from ?? null;
    const owner = from && ((await ownerThere(context, place, domain, [from, ...listed])) ?? from);
    return entry(liveItem(place), liveAs(owner));
  });
  return [
    entry(siteItem(other.id), domain),
    entry(originsItem(other.id), leftOrigins(other, origins)),
    ...(await Promise.all(entries)),
  ];
}

function everyone({ accounts, leaving }: SiteRecord): AccountId[] {
  return [...accounts, ...leaving.map(({ id }) => id)];
}

/**
 * Goes on with what has begun, to its end; or back to where nothing was done, where that is how it stands.
 * @throws AppError what a switch throws; it goes on another time where something was done already
 */
export async function endJoining(context: Context, joining: Joining): Promise<void> {
  const { local, lock } = context;
  const { siteId, other } = joining;
  const { site, gone } = await readItems(local, { site: siteItem(siteId), gone: siteItem(other) });
  if (site !== null && gone !== null) {
    const queue: Place = { siteId: other, storeId: 'every' as StoreId };
    await lock.run(queue, `join ${siteId}`, async () => {
      try {
        await putAwayAll(context, site, joining);
        await writeAsOne(context, site, joining);
      } catch (error) {
        await giveUp(context, joining);
        throw error;
      }
    });
  }
  await leadBack(context, joining);
  await writeItems(local, [entry(joiningItem, null)]);
  context.ports.announce.changed(siteId);
}

/** The same for whoever wants something else of the Site: what could be given up holds nobody up. */
export async function goOnJoining(context: Context, joining: Joining): Promise<void> {
  try {
    await endJoining(context, joining);
  } catch (error) {
    if ((await readItem(context.local, joiningItem)) !== null) throw error;
  }
}

/** Store by store; a switch of the Site itself that a dead worker left open is ended before, while it is still what it was then. */
async function putAwayAll(context: Context, site: SiteRecord, joining: Joining): Promise<void> {
  const stores = await readItem(context.local, storesItem);
  const lives = await livesOf(context.local, site.id, stores);
  for (const [at, storeId] of stores.entries()) {
    const own: Place = { siteId: site.id, storeId };
    await recoverOpen(context, own, site);
    const { active, adding, lapsed, doubt } = lives[at] ?? nobodyLive;
    // Of a domain alone it is known whose it is, so nobody there means that they were put away before.
    const asksWho = adding !== null && (!joining.fresh || adding.from === null);
    const isTheirs = active !== null && !lapsed && doubt === null;
    const isPutAway = await putAway(context, joining, storeId, asksWho);
    const isBack = joining.fresh && isTheirs && (await addAgain(context, joining, storeId, site, active));
    if (isTheirs && (isPutAway || isBack)) await keepFresh(context, own, site, active);
  }
}

/** Of a domain that was the Site's before more is known than that it comes to whoever is active. */
async function addAgain(
  context: Context,
  joining: Joining,
  storeId: StoreId,
  site: SiteRecord,
  active: AccountId,
): Promise<boolean> {
  const place = placeThere(joining, storeId);
  const domain = await readItem(context.local, siteItem(joining.other));
  return domain !== null && bringBack(context, place, domain, everyone(site), active);
}

/** Where its pages and cookies are as long as it is a Site of its own. */
function placeThere({ other, tabId }: Joining, storeId: StoreId): Place {
  return { siteId: other, storeId, ...(tabId === null ? {} : { tabId }) };
}

async function recoverOpen(context: Context, place: Place, site: SiteRecord): Promise<void> {
  if ((await readItem(context.local, journalItem(place))) !== null) await recover(context, place, site);
}

/**
 * Ends with nobody signed in to the other Site in this store, and whoever was stored under their own account. Where an addition
 * waits for a sign-in, somebody whom Hatrack did not know yet becomes an account. Elsewhere what is nobody's stays as it is: it
 * becomes part of what is live.
 * @returns whether there was somebody
 */
async function putAway(
  context: Context,
  joining: Joining,
  storeId: StoreId,
  asksWho: boolean,
): Promise<boolean> {
  const { other, fresh } = joining;
  const place = placeThere(joining, storeId);
  const found = await readItem(context.local, siteItem(other));
  if (found === null) return false;
  await recoverOpen(context, place, found);
  const state = { place, site: found, live: await readItem(context.local, liveItem(place)) };
  const { live } = fresh ? state : await watchedState(context, state);
  const isUsed = live.active !== null || live.adding !== null;
  if (!isUsed && !asksWho) return false;
  const { site, owner } = await withOwner(context, { place, site: found, live });
  if (owner === null && !isUsed) return false;
  await carryOut(context, { place, site, from: owner, to: null, live: liveAs(null) });
  return true;
}

/** After a crash the active account may be planted once more, and must not be by then what it was hours ago. */
async function keepFresh(context: Context, place: Place, site: SiteRecord, active: AccountId): Promise<void> {
  const jar = await captureCookies(context.ports, site, place.storeId);
  if (evidenceIn(jar) === 'signed-in') await storeLive(context, active, jar);
}

/**
 * Something was in the way. A domain of which nothing has been put away is in no Site again; another Site stays as it is, with its
 * accounts in its list. Half done or open, it goes on another time.
 */
async function giveUp(context: Context, { siteId, other, fresh }: Joining): Promise<void> {
  const { local, ports } = context;
  const { stores, known } = await readItems(local, { stores: storesItem, known: siteItem(other) });
  const placesOf = (id: SiteId) => stores.map((storeId): Place => ({ siteId: id, storeId }));
  const [own, lives, journals] = await Promise.all([
    livesOf(local, siteId, stores),
    livesOf(local, other, stores),
    readList(local, placesOf(other).map(journalItem)),
  ]);
  const isOpen = journals.some((journal) => journal !== null);
  if (known === null || isOpen) return;
  if (!fresh || known.accounts.length > 0) {
    await writeItems(local, [entry(joiningItem, null)]);
    return;
  }
  const isBegun = own.some(({ adding }, at) => adding?.from != null && lives[at]?.active == null);
  if (isBegun) return;
  await Promise.all(stores.map((storeId) => ports.barrier.lower(known, storeId)));
  const gone = placesOf(other).flatMap((place) => [
    liveItem(place).key,
    commonItem(place).key,
    settlingItem(place).key,
  ]);
  const keys = [siteItem(other).key, originsItem(other).key, ...gone];
  await writeIndex(context, (index) => withoutSite(index, other), [
    entry(joiningItem, null),
    ...keys.map((key) => ({ key, value: null })),
  ]);
  await local.remove(keys);
}

/** Half of a sign-in is of no use where its cookies are gone: the person starts it once more. A tab that went elsewhere stays there. */
async function leadBack(context: Context, { siteId, tabId, start }: Joining): Promise<void> {
  if (tabId === null || start === null) return;
  const [site, tab] = await Promise.all([
    readItem(context.local, siteItem(siteId)),
    // Its page is on its way back, so the tab itself may tell of an empty one yet.
    tabById(context, tabId),
  ]);
  if (site === null || !coversUrl(site, tab?.url)) return;
  // Until it is there the tab stands for the page that it is led to.
  await writeItems(context.session, [entry(quietPageItem(tabId), { url: start, shown: true })]);
  await context.ports.tabs.lead(tabId, start);
}
