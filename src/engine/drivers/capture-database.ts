import { AppError } from '@/domain/app-error';
import {
  type DatabaseShape,
  type Digest,
  type DumpId,
  firstUnlike,
  type Row,
  type StoredDatabase,
} from '@/domain/jar/web-storage';
import type { Vault } from '@/vault/vault';
import type { Context } from '../context';
import type { StorageHost } from '../storage-port';
import type { Move } from './moves';

/**
 * Reads one database. Pieces of its rows that are stored already stay where they are, and are not even sent by the page; should all be, it
 * is the very database that is stored.
 * @param stored what is kept of it
 */
export async function captureDatabase(
  context: Context,
  host: StorageHost,
  shape: DatabaseShape,
  stored: StoredDatabase | null,
  move: Move,
): Promise<StoredDatabase> {
  const known = await comparable(context.vault, shape, stored);
  const dump = createDump(context, host, known);
  const digests: Digest[][] = [];
  for (const { name } of shape.stores) {
    const before = digestsOf(known, name);
    const found: Digest[] = [];
    for await (const { rows, count, digest } of host.rows(shape.name, name, before)) {
      if (rows === null) await dump.same(name, found.length);
      else await dump.keep(name, found.length, rows);
      found.push(digest);
      move.advance(count);
    }
    if (found.length !== before.length) await dump.begin();
    digests.push(found);
  }
  const id = dump.id();
  return id === null && known !== null ? known : { ...shape, dump: id ?? (await dump.begin()), digests };
}

/** What is stored, where what the page has can be compared with it piece by piece. */
async function comparable(
  vault: Vault,
  shape: DatabaseShape,
  stored: StoredDatabase | null,
): Promise<StoredDatabase | null> {
  if (stored?.digests === undefined || firstUnlike([stored], [shape]) !== null) return null;
  return (await vault.piecesOf(stored.dump)) === stored.digests.flat().length ? stored : null;
}

function digestsOf(known: StoredDatabase | null, store: string): readonly Digest[] {
  const index = known?.stores.findIndex(({ name }) => name === store) ?? -1;
  return known?.digests?.[index] ?? [];
}

/** The pieces of one database as they come. There is a new dump from the first one on that is not as it is stored. */
function createDump({ ports, vault }: Context, host: StorageHost, known: StoredDatabase | null) {
  const kept: (readonly [store: string, piece: number])[] = [];
  let dump = known === null ? ports.ids.dump() : null;
  const copy = async (to: DumpId, store: string, piece: number) => {
    const isThere = known !== null && (await vault.copyRows(known.dump, to, store, piece));
    if (!isThere) throw new AppError('storage/failed');
  };
  const begin = async () => {
    if (dump !== null) return dump;
    dump = ports.ids.dump();
    for (const [store, piece] of kept) await copy(dump, store, piece);
    return dump;
  };
  return {
    id: () => dump,
    begin,
    same: async (store: string, piece: number) => {
      if (dump === null) kept.push([store, piece]);
      else await copy(dump, store, piece);
    },
    keep: async (store: string, piece: number, rows: readonly Row[]) => {
      await vault.keepRows(await begin(), store, piece, rows).catch((error: unknown) => {
        const isOdd = error instanceof AppError && error.code === 'origin/uncarried';
        throw isOdd ? new AppError('origin/uncarried', host.origin, { cause: error }) : error;
      });
    },
  };
}
