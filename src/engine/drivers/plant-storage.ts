import { AppError } from '@/domain/app-error';
import { isShared } from '@/domain/cookie/common-names';
import { originIn } from '@/domain/jar';
import type { Carried } from '@/domain/jar/carried';
import { storagesIn } from '@/domain/jar/receipt';
import { entriesRolledBack } from '@/domain/jar/settling';
import {
  type CachedAnswer,
  type Entries,
  type OriginStorage,
  type StoredCache,
  type StoredDatabase,
  sameEntries,
  sessionsFor,
} from '@/domain/jar/web-storage';
import type { SiteRecord } from '@/domain/site/site-record';
import { allEnded } from '../all-ended';
import type { Context } from '../context';
import type { StorageHost } from '../storage-port';
import { entriesStore, type Stored } from './capture-storage';
import type { Move } from './moves';
import { plantDatabases, removeDatabases } from './plant-databases';
import { type Reach, removesCaches } from './reach';
import type { RowSource } from './read-ahead';

/** Puts back what origins keep beside cookies. Pages are quiet meanwhile. */

/**
 * Puts what `target` has in place of what is there, and reads back whether it is.
 * @param live as it was captured
 * @returns how many storages that is
 * @throws AppError `origin/refused` with the first origin that is not as wanted, and what hosts throw
 */
export async function plantStorage(
  context: Context,
  reach: Reach,
  live: Stored,
  target: Stored,
  source: RowSource = context.vault,
): Promise<number> {
  const { carried } = reach;
  const sessions = sessionsFor(carried.session === 'own' ? target.tabs : [], reach.tabs, reach.open);
  const databases: Databases = { source, removed: removeAll(reach, live, target) };
  await allEnded([
    databases.removed,
    ...reach.origins.map(
      ({ origin, host }) =>
        host &&
        plantOrigin(context, host, originIn(live, origin), originIn(target, origin), reach, databases),
    ),
    ...reach.tabs.map(
      ({ host }, index) =>
        host && carried.session !== 'shared' && plantTab(host, sessions[index]?.session ?? []),
    ),
  ]);
  const origins = reach.origins.map(({ origin }) => originIn(target, origin));
  return storagesIn({ origins, tabs: sessions }, carried);
}

/**
 * After a crash: localStorage and sessionStorage are written down a while after the page has written them, so they can come back
 * as they were before the switch. Databases cannot (a finished transaction is in the file).
 */
export async function restoreEntries(reach: Reach, before: Stored, target: Stored): Promise<void> {
  const wanted = (jar: Stored, origin: string) => originIn(jar, origin).local ?? [];
  const sessions = sessionsFor(target.tabs, reach.tabs, reach.open);
  const old = sessionsFor(before.tabs, reach.tabs, reach.open);
  await Promise.all([
    ...reach.origins.map(async ({ origin, host }) => {
      if (host === null || reach.carried.local !== 'own') return;
      const live = await host.local();
      // With what is shared as it is, that says nothing.
      const [was, is] = [before, target].map((jar) => withSharedOf(reach.site, live, wanted(jar, origin)));
      if (was && is && entriesRolledBack(live, was, is)) await host.setLocal(is);
    }),
    ...reach.tabs.map(async ({ host }, index) => {
      if (host === null || reach.carried.session !== 'own') return;
      const [was, is] = [old[index]?.session ?? [], sessions[index]?.session ?? []];
      if (entriesRolledBack(await host.session(), was, is)) await host.setSession(is);
    }),
  ]);
}

/** One account's entries, with those that all accounts share as they are live. */
function withSharedOf(site: SiteRecord, live: Entries, own: Entries): Entries {
  const shared = ([key]: Entries[number]) => isShared(site, key, 'local');
  return [...own.filter((one) => !shared(one)), ...live.filter(shared)];
}

async function plantTab(host: StorageHost, session: Entries): Promise<void> {
  await host.setSession(session);
  if (!sameEntries(session, await host.session())) throw new AppError('origin/refused', host.origin);
}

/** What is deleted may be in the jar from a time when it was not. */
async function plantOrigin(
  context: Context,
  host: StorageHost,
  live: OriginStorage,
  wanted: OriginStorage,
  { site, carried, move }: Reach,
  { source, removed }: Databases,
): Promise<void> {
  const fill = async () =>
    plantDatabases(source, host, (await removed).get(host) ?? [], databasesOf(wanted, carried), move);
  await allEnded([
    // First what takes a while over there: a large message would hold it up.
    carried.databases === 'shared' ? undefined : fill(),
    carried.local === 'shared'
      ? undefined
      : plantLocal(host, site, live.local, (carried.local === 'own' && wanted.local) || []),
  ]);
  if (carried.caches === 'own') await plantCaches(context, host, wanted.caches ?? [], move);
  else if (removesCaches(context, { carried })) await host.removeCaches();
}

interface Databases {
  readonly source: RowSource;
  /** The names of those that have stayed; when all others have gone. */
  readonly removed: Promise<ReadonlyMap<StorageHost, readonly string[]>>;
}

/** Of all origins before any is filled: Firefox deletes by host, so that `http` takes what `https` has along. */
async function removeAll({ origins, carried }: Reach, live: Stored, target: Stored): Databases['removed'] {
  const stay = new Map<StorageHost, readonly string[]>();
  if (carried.databases === 'shared') return stay;
  await allEnded(
    origins.map(async ({ origin, host }) => {
      if (host === null) return;
      const wanted = databasesOf(originIn(target, origin), carried);
      stay.set(host, await removeDatabases(host, originIn(live, origin).databases, wanted));
    }),
  );
  return stay;
}

function databasesOf({ databases }: OriginStorage, carried: Carried): readonly StoredDatabase[] {
  return (carried.databases === 'own' && databases) || [];
}

async function plantCaches(
  { vault }: Context,
  host: StorageHost,
  wanted: readonly StoredCache[],
  move: Move,
): Promise<void> {
  await host.removeCaches();
  for (const { name, dump, entries } of wanted) {
    move.expect(entries);
    for await (const rows of vault.rowsOf(dump, entriesStore)) {
      await host.putCached(
        name,
        rows.map(([, answer]) => answer as CachedAnswer),
      );
      move.advance(rows.length);
    }
  }
}

/** @param live `null` where it was not read */
async function plantLocal(
  host: StorageHost,
  site: SiteRecord,
  live: Entries | null,
  wanted: Entries,
): Promise<void> {
  const next = withSharedOf(site, live ?? (await host.local()), wanted);
  await host.setLocal(next);
  if (!(await host.keepsLocal())) throw new AppError('origin/refused', host.origin);
}
