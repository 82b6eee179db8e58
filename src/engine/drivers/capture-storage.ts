import { AppError } from '@/domain/app-error';
import type { Jar } from '@/domain/jar';
import type {
  DatabaseShape,
  OriginStorage,
  Row,
  StoredCache,
  StoredDatabase,
  TabStorage,
} from '@/domain/web-storage';
import type { Context } from '../context';
import type { Move } from '../moves';
import type { StorageHost } from '../ports';
import type { OriginWay, Reach, TabWay } from '../reach';

/** Reads what origins keep beside cookies. Pages are quiet meanwhile. */

/** What a jar has beside cookies. */
export type Stored = Pick<Jar, 'origins' | 'tabs'>;

/** Rows go to the Vault piece by piece and are never all in memory; until a jar names their dump they belong to nobody. */
export async function captureStorage(context: Context, reach: Reach): Promise<Stored> {
  const { carried } = reach;
  const [origins, tabs] = await Promise.all([
    Promise.all(reach.origins.map((way) => captureOrigin(context, way, reach))),
    carried.session === 'own' ? Promise.all(reach.tabs.map(captureTab)) : [],
  ]);
  return { origins, tabs };
}

async function captureOrigin(
  context: Context,
  { origin, host }: OriginWay,
  { carried, move }: Reach,
): Promise<OriginStorage> {
  const [databases, local, caches] = await Promise.all([
    carried.databases === 'own' ? captureDatabases(context, host, move) : null,
    carried.local === 'own' ? (host?.local() ?? []) : null,
    carried.caches === 'own' ? captureCaches(context, host, move) : null,
  ]);
  return { origin, local, databases, caches };
}

async function captureDatabases(
  context: Context,
  host: StorageHost | null,
  move: Move,
): Promise<StoredDatabase[]> {
  const databases: StoredDatabase[] = [];
  if (host === null) return databases;
  const shapes = await host.databases();
  move.expect(rowsOf(shapes));
  for (const shape of shapes) databases.push(await captureDatabase(context, host, shape, move));
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

async function captureDatabase(
  { ports, vault }: Context,
  host: StorageHost,
  shape: DatabaseShape,
  move: Move,
): Promise<StoredDatabase> {
  const dump = ports.ids.dump();
  for (const store of shape.stores) {
    let piece = 0;
    for await (const rows of host.rows(shape.name, store.name)) {
      await vault.keepRows(dump, store.name, piece++, rows).catch((error: unknown) => {
        const isOdd = error instanceof AppError && error.code === 'origin/uncarried';
        throw isOdd ? new AppError('origin/uncarried', host.origin, { cause: error }) : error;
      });
      move.advance(rows.length);
    }
  }
  return { ...shape, dump };
}
