import { AppError } from '@/domain/app-error';
import type { Place, SiteId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import { type SiteRecord, withoutSite } from '@/domain/site/site-record';
import { entry, readItem, readList, writeItems } from '@/storage/item';
import {
  accountItem,
  commonItem,
  intentItem,
  joiningItem,
  journalItem,
  liveItem,
  originsItem,
  settlingItem,
  signInOpenItem,
  signOutSeenItem,
  siteItem,
  sleepersItem,
  tabsSeenItem,
  watchedItem,
} from '@/storage/schema';
import type { Context } from '../context';
import { atPlace } from '../place/at-place';
import { placesOf } from '../place/places';
import { isLocked } from '../place/unlocked';
import { sitesInUse, syncPageScripts } from '../sites';
import { recover } from '../switch/recover';
import { unlessUnreadable } from '../unless-unreadable';
import { aloneWithOrigins } from './origins';
import { writeIndex } from './site-index';

/** What is stored goes; what the browser holds stays: whoever is signed in on a site is so afterwards. */

/**
 * Lets go of a Site: its accounts with their jars, what was chosen for it, and its permission. A switch that was left open is
 * undone first, for what is live may be anything between two accounts.
 * @throws AppError `site/unused`, and what recovery throws; then nothing is gone
 */
export async function forgetSite(context: Context, siteId: SiteId): Promise<void> {
  const site = await alone(context, siteId, 'forget', (record, places) => forget(context, record, places));
  await syncPageScripts(context);
  if (site.tellPage) await context.ports.pageScripts.nudge(site);
  // While its tabs can be told apart.
  await context.ports.announce.forgotten(site);
  await context.ports.permissions.giveBack(originPatterns(site));
}

/**
 * Every Site, every jar and every choice; as if Hatrack had just been installed. What cannot be read goes too: nothing else would help. So
 * does what is locked: it is the way out for whoever has forgotten the passphrase.
 * @throws AppError what recovery throws; then nothing is gone
 */
export async function deleteEverything(context: Context): Promise<void> {
  const sites = (await unlessUnreadable(sitesInUse(context))) ?? [];
  const isOpen = (await unlessUnreadable(isLocked(context))) === false;
  if (!isOpen) await giveUpSealed(context, sites);
  for (const { id } of sites) await unlessUnreadable(alone(context, id, 'in order', () => Promise.resolve()));
  await context.vault.clear();
  await context.vault.seal.forget();
  for (const { id } of sites) await unlessUnreadable(forgetSite(context, id));
  await context.local.clear();
  context.ports.announce.progressed();
}

/** With the passphrase lost nothing that is sealed can be read again, so no switch that was left open can be undone with it. */
async function giveUpSealed(context: Context, sites: readonly SiteRecord[]): Promise<void> {
  const places = await placesOf(
    context,
    sites.map(({ id }) => id),
  );
  await context.vault.clear();
  await context.vault.seal.forget();
  await writeItems(
    context.local,
    places.map((place) => entry(journalItem(place), null)),
  );
}

/** With no verb of the Site going on, and no switch of it open in any store. */
async function alone(
  context: Context,
  siteId: SiteId,
  name: string,
  work: (site: SiteRecord, places: readonly Place[]) => Promise<void>,
): Promise<SiteRecord> {
  const places = await placesOf(context, [siteId]);
  const [first] = places;
  if (first === undefined) throw new AppError('site/unused', siteId);
  return atPlace(context, first, name, async ({ site }) => {
    for (const place of places) {
      if ((await readItem(context.local, journalItem(place))) !== null) await recover(context, place, site);
    }
    await work(site, places);
    return site;
  });
}

/** Jars go first: a Site without jars is still there to be forgotten once more, a jar without a Site would stay for ever. */
async function forget(context: Context, site: SiteRecord, places: readonly Place[]): Promise<void> {
  const { vault, ports } = context;
  const accounts = [...site.accounts, ...site.leaving.map(({ id }) => id)];
  await Promise.all([
    ...accounts.map((id) => vault.forget(id)),
    ...places.map((place) => vault.release(place)),
  ]);
  await vault.sweep();
  const slept = await readList(context.local, places.map(sleepersItem));
  await ports.hush.lift(slept.flat().map(({ tabId }) => tabId));
  // Nobody would look after them any more.
  await Promise.all(
    places.flatMap((place) => [ports.barrier.lower(site, place.storeId), ports.wake.disarm(place)]),
  );
  await removeRecords(context, site, [
    ...accounts.map((id) => accountItem(id).key),
    ...places.flatMap((place) =>
      [liveItem, commonItem, journalItem, settlingItem, sleepersItem].map((item) => item(place).key),
    ),
  ]);
  await context.session.remove([
    tabsSeenItem(site.id).key,
    ...places.flatMap((place) =>
      [signInOpenItem, signOutSeenItem, watchedItem].map((item) => item(place).key),
    ),
  ]);
}

async function removeRecords(context: Context, { id }: SiteRecord, others: readonly string[]): Promise<void> {
  const { local, session } = context;
  const joining = await readItem(local, joiningItem);
  const keys = [siteItem(id).key, originsItem(id).key, ...others];
  const isJoining = joining?.siteId === id || joining?.other === id;
  await aloneWithOrigins(context, id, async () => {
    // As one; that there is nothing in them is all the same by then.
    await writeIndex(context, (index) => withoutSite(index, id), [
      ...(isJoining ? [entry(joiningItem, null)] : []),
      ...keys.map((key) => ({ key, value: null })),
    ]);
    await local.remove(keys);
  });
  const intent = await readItem(session, intentItem);
  if (intent?.siteId === id) await session.remove([intentItem.key]);
}
