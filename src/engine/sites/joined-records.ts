import type { Place, SiteId, StoreId } from '@/domain/ids';
import { type Live, nobodyLive } from '@/domain/jar/live';
import { joinedOrigins } from '@/domain/jar/origin';
import type { Settling } from '@/domain/jar/settling';
import { type Joining, joinedAccounts, joinedIndex, joinedSite } from '@/domain/site/site-join';
import type { SiteRecord } from '@/domain/site/site-record';
import { type Entry, entry, type Item, readItems, readList } from '@/storage/item';
import {
  accountItem,
  commonItem,
  liveItem,
  originsItem,
  settlingItem,
  siteItem,
  sleepersItem,
  storesItem,
} from '@/storage/schema';
import { accountsById } from '../accounts/account-list';
import type { Context } from '../context';
import { wakeForNext } from '../switch/settle';
import { aloneWithOrigins } from './origins';
import { writeIndex } from './site-index';

/** What is stored of two Sites, as that of one. */

/** The moment from which on they are one: all of it is one write. Nothing of the other's is live any more. */
export function writeAsOne(context: Context, site: SiteRecord, joining: Joining): Promise<void> {
  // An origin that is seen meanwhile would be written over, and nobody would know of it.
  return aloneWithOrigins(context, joining.siteId, () =>
    aloneWithOrigins(context, joining.other, () => write(context, site, joining)),
  );
}

async function write(context: Context, site: SiteRecord, joining: Joining): Promise<void> {
  const { local, ports } = context;
  const { siteId, other: otherId } = joining;
  const { other, stores, origins, more } = await readItems(local, {
    other: siteItem(otherId),
    stores: storesItem,
    origins: originsItem(siteId),
    more: originsItem(otherId),
  });
  if (other === null) return;
  const [there, coming, settlings, sleepers, common] = await Promise.all([
    accountsById(context, [...site.accounts, ...site.leaving.map(({ id }) => id)]),
    accountsById(context, [...other.accounts, ...other.leaving.map(({ id }) => id)]),
    joinedSettlings(context, joining, other, stores),
    // Tabs that sleep with what is somebody's of the other Site do so as this one's.
    joinedLists(context, joining, stores, sleepersItem),
    joinedLists(context, joining, stores, commonItem),
  ]);
  const gone: Entry[] = [
    entry(siteItem(otherId), null),
    entry(originsItem(otherId), []),
    ...stores.flatMap((storeId) => [
      entry(liveItem({ siteId: otherId, storeId }), nobodyLive),
      entry(settlingItem({ siteId: otherId, storeId }), null),
      entry(commonItem({ siteId: otherId, storeId }), []),
      entry(sleepersItem({ siteId: otherId, storeId }), []),
    ]),
  ];
  await writeIndex(context, (index) => joinedIndex(index, joining), [
    entry(siteItem(siteId), joinedSite(site, other)),
    entry(originsItem(siteId), joinedOrigins(site, origins, more)),
    ...joinedAccounts(siteId, there, coming, ports.words.accountLabel).map((account) =>
      entry(accountItem(account.id), account),
    ),
    ...settlings.map(([place, settling]) => entry(settlingItem(place), settling)),
    ...sleepers,
    ...common,
    ...gone,
  ]);
  await local.remove(gone.map(({ key }) => key));
  await Promise.all(settlings.map(([place, settling]) => wakeForNext(context, place, settling)));
  // What was nobody's there settles as a part of this Site, where nothing asks for it.
  const others = stores.map((storeId): Place => ({ siteId: otherId, storeId }));
  await Promise.allSettled(others.map((place) => context.vault.release(place)));
}

/** What the other Site's last switches still wait for is waited for by the Site that stays. */
async function joinedSettlings(
  { local }: Context,
  { siteId, other: otherId }: Joining,
  { domains }: SiteRecord,
  stores: readonly StoreId[],
): Promise<[Place, Settling][]> {
  const itemsOf = (id: SiteId) => stores.map((storeId) => settlingItem({ siteId: id, storeId }));
  const [lives, own, others] = await Promise.all([
    livesOf(local, siteId, stores),
    readList(local, itemsOf(siteId)),
    readList(local, itemsOf(otherId)),
  ]);
  return stores.flatMap((storeId, at): [Place, Settling][] => {
    const [mine, its] = [own[at] ?? null, others[at] ?? null];
    if (its === null || (mine !== null && its.read)) return [];
    const late = its.late && { ...its.late, domains };
    return [
      [
        { siteId, storeId },
        { ...its, to: lives[at]?.active ?? null, late },
      ],
    ];
  });
}

/** What is kept of each, one after the other. */
async function joinedLists<Value>(
  { local }: Context,
  { siteId, other }: Joining,
  stores: readonly StoreId[],
  itemOf: (place: Place) => Item<readonly Value[]>,
): Promise<Entry[]> {
  const itemsOf = (id: SiteId) => stores.map((storeId) => itemOf({ siteId: id, storeId }));
  const [own, others] = await Promise.all([
    readList(local, itemsOf(siteId)),
    readList(local, itemsOf(other)),
  ]);
  return itemsOf(siteId).map((item, at) => entry(item, [...(own[at] ?? []), ...(others[at] ?? [])]));
}

/** Whose jar each store holds of a Site, in the order of the stores. */
export function livesOf(
  local: Context['local'],
  siteId: SiteId,
  stores: readonly StoreId[],
): Promise<Live[]> {
  return readList(
    local,
    stores.map((storeId) => liveItem({ siteId, storeId })),
  );
}
