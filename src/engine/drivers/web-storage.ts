import { AppError } from '@/domain/app-error';
import { type Jar, originIn } from '@/domain/jar';
import { entriesRolledBack } from '@/domain/settling';
import {
  type DatabaseShape,
  firstUnlike,
  type OriginStorage,
  type StoredDatabase,
  sameEntries,
  sessionsFor,
  type TabStorage,
} from '@/domain/web-storage';
import type { Context } from '../context';
import type { StorageHost } from '../ports';
import type { OriginWay, Reach, TabWay } from '../reach';

/** The half of the jar driver that is about what origins keep beside cookies. Pages are quiet while it works. */

type Stored = Pick<Jar, 'origins' | 'tabs'>;

/** Rows go to the Vault piece by piece and are never all in memory; until a jar names their dump they belong to nobody. */
export async function captureStorage(context: Context, reach: Reach): Promise<Stored> {
  const [origins, tabs] = await Promise.all([
    Promise.all(reach.origins.map((way) => captureOrigin(context, way))),
    Promise.all(reach.tabs.map(captureTab)),
  ]);
  return { origins, tabs };
}

async function captureOrigin(context: Context, { origin, host }: OriginWay): Promise<OriginStorage> {
  if (host === null) return { origin, local: [], databases: [] };
  const [local, shapes] = await Promise.all([host.local(), host.databases()]);
  const databases: StoredDatabase[] = [];
  for (const shape of shapes) databases.push(await captureDatabase(context, host, shape));
  return { origin, local, databases };
}

async function captureTab({ tabId, origin, host }: TabWay): Promise<TabStorage> {
  return { tabId, origin, session: host === null ? [] : await host.session() };
}

async function captureDatabase(
  { ports, vault }: Context,
  host: StorageHost,
  shape: DatabaseShape,
): Promise<StoredDatabase> {
  const dump = ports.ids.dump();
  for (const store of shape.stores) {
    let piece = 0;
    for await (const rows of host.rows(shape.name, store.name)) {
      await vault.keepRows(dump, store.name, piece++, rows);
    }
  }
  return { ...shape, dump };
}

/**
 * Puts what `target` has in place of what is there, and reads back whether it is.
 * @throws AppError `origin/refused` with the first origin that is not as wanted, and what hosts throw
 */
export async function plantStorage(context: Context, reach: Reach, target: Stored): Promise<void> {
  const jar: Jar = { cookies: [], ...target };
  const sessions = sessionsFor(target.tabs, reach.tabs, reach.open);
  await Promise.all([
    ...reach.origins.map(({ origin, host }) => host && plantOrigin(context, host, originIn(jar, origin))),
    ...reach.tabs.map(({ host }, index) => host && plantTab(host, sessions[index])),
  ]);
}

/**
 * After a crash: localStorage and sessionStorage are written down a while after the page has written them, so they can come back
 * as they were before the switch. Databases cannot (a finished transaction is in the file).
 */
export async function restoreEntries(reach: Reach, before: Stored, target: Stored): Promise<void> {
  const wanted = (jar: Stored, origin: string) => originIn({ cookies: [], ...jar }, origin).local;
  const sessions = sessionsFor(target.tabs, reach.tabs, reach.open);
  const old = sessionsFor(before.tabs, reach.tabs, reach.open);
  await Promise.all([
    ...reach.origins.map(async ({ origin, host }) => {
      if (host === null) return;
      const [was, is] = [wanted(before, origin), wanted(target, origin)];
      if (entriesRolledBack(await host.local(), was, is)) await host.setLocal(is);
    }),
    ...reach.tabs.map(async ({ host }, index) => {
      if (host === null) return;
      const [was, is] = [old[index]?.session ?? [], sessions[index]?.session ?? []];
      if (entriesRolledBack(await host.session(), was, is)) await host.setSession(is);
    }),
  ]);
}

async function plantTab(host: StorageHost, wanted: TabStorage | undefined): Promise<void> {
  const session = wanted?.session ?? [];
  await host.setSession(session);
  if (!sameEntries(session, await host.session())) throw new AppError('origin/refused', host.origin);
}

async function plantOrigin(context: Context, host: StorageHost, wanted: OriginStorage): Promise<void> {
  const [, before] = await Promise.all([host.setLocal(wanted.local), host.databases()]);
  const names = new Set(wanted.databases.map(({ name }) => name));
  for (const { name } of before) if (!names.has(name)) await host.removeDatabase(name);
  for (const database of wanted.databases) await plantDatabase(context, host, database);
  const [local, databases] = await Promise.all([host.local(), host.databases()]);
  const isThere = sameEntries(wanted.local, local) && firstUnlike(wanted.databases, databases) === null;
  if (!isThere) throw new AppError('origin/refused', host.origin);
}

async function plantDatabase({ vault }: Context, host: StorageHost, database: StoredDatabase): Promise<void> {
  await host.makeDatabase(database);
  for (const store of database.stores) {
    for await (const rows of vault.rowsOf(database.dump, store.name)) {
      await host.putRows(database.name, store.name, rows);
    }
  }
  await host.setCounters(database);
}
