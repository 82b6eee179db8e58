import { emptyJar, type Jar, originIn } from '@/domain/jar';
import { digestOfEntries } from '@/domain/jar/digest';
import { roughSize } from '@/domain/jar/rough-size';
import type {
  DatabaseShape,
  Entries,
  OriginStorage,
  Row,
  StoredCache,
  StoredDatabase,
  TabStorage,
} from '@/domain/jar/web-storage';
import type { Context } from '../context';
import type { StorageHost } from '../storage-port';
import { captureDatabase } from './capture-database';
import type { Move } from './moves';
import type { OriginWay, Reach, TabWay } from './reach';

/** Reads what origins keep beside cookies. Pages are quiet meanwhile. */

/** What a jar has beside cookies. */
export type Stored = Pick<Jar, 'origins' | 'tabs'>;

/**
 * Rows go to the Vault piece by piece and are never all in memory; until a jar names their dump they belong to nobody.
 * @param stored what is kept of whoever is thought to be live: what is still as it is there is not read once more
 */
export async function captureStorage(context: Context, reach: Reach, stored: Jar | null): Promise<Stored> {
  const { carried } = reach;
  const [origins, tabs] = await Promise.all([
    Promise.all(
      reach.origins.map((way) =>
        captureOrigin(context, way, reach, originIn(stored ?? emptyJar, way.origin)),
      ),
    ),
    carried.session === 'own' ? Promise.all(reach.tabs.map(captureTab)) : [],
  ]);
  return { origins, tabs };
}

async function captureOrigin(
  context: Context,
  { origin, host }: OriginWay,
  { carried, move }: Reach,
  stored: OriginStorage,
): Promise<OriginStorage> {
  const [databases, local, caches] = await Promise.all([
    carried.databases === 'own' ? captureDatabases(context, host, stored.databases ?? [], move) : null,
    carried.local === 'own' ? captureLocal(host, stored.local ?? []) : null,
    carried.caches === 'own' ? captureCaches(context, host, move) : null,
  ]);
  return { origin, local, databases, caches };
}

/** Bytes from which on it is worth asking whether they are as they are stored. */
const large = 20_000;

async function captureLocal(host: StorageHost | null, stored: Entries): Promise<Entries> {
  if (host === null) return [];
  const digest = roughSize(stored) < large ? null : await digestOfEntries(stored);
  return digest === null ? host.local() : ((await host.localUnless(digest)) ?? stored);
}

async function captureDatabases(
  context: Context,
  host: StorageHost | null,
  stored: readonly StoredDatabase[],
  move: Move,
): Promise<StoredDatabase[]> {
  const databases: StoredDatabase[] = [];
  if (host === null) return databases;
  const shapes = await host.databases();
  move.expect(rowsOf(shapes));
  for (const shape of shapes) {
    const before = stored.find(({ name }) => name === shape.name) ?? null;
    databases.push(await captureDatabase(context, host, shape, before, move));
  }
  return databases;
}

async function captureCaches(
  { ports, vault }: Context,
  host: StorageHost | null,
  move: Move,
): Promise<StoredCache[]> {
  const stored: StoredCache[] = [];
  for (const shape of (await host?.caches()) ?? []) {
    move.expect(shape.entries);
    const dump = ports.ids.dump();
    let piece = 0;
    for await (const answers of host?.cached(shape.name) ?? []) {
      const rows = answers.map((answer, index): Row => [index, answer]);
      await vault.keepRows(dump, entriesStore, piece++, rows);
      move.advance(rows.length);
    }
    stored.push({ ...shape, dump });
  }
  return stored;
}

/** Entries of caches lie in the Vault as rows do, in a store of this name. */
export const entriesStore = 'entries';

export function rowsOf(shapes: readonly DatabaseShape[]): number {
  return shapes.flatMap(({ stores }) => stores).reduce((sum, { rows }) => sum + rows, 0);
}

async function captureTab({ tabId, origin, host }: TabWay): Promise<TabStorage> {
  return { tabId, origin, session: host === null ? [] : await host.session() };
}
