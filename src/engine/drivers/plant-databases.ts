import { AppError } from '@/domain/app-error';
import { roughSize } from '@/domain/jar/rough-size';
import {
  type DatabaseFill,
  type DatabaseShape,
  firstUnlike,
  type StoredDatabase,
  takesRowsOf,
} from '@/domain/jar/web-storage';
import type { StorageHost } from '../storage-port';
import { rowsOf } from './capture-storage';
import type { Move } from './moves';
import type { RowSource } from './read-ahead';

/** Rough bytes of rows that go with the database itself, in one message. */
const fillBytes = 4_000_000;

/**
 * Where the accounts' databases differ in nothing but rows, as they mostly do, those alone are exchanged: to delete one and make it anew takes
 * the browser as long as the rows. Elsewhere all go.
 * @param live what is there, if it was read
 * @returns the names of those that stay
 */
export async function removeDatabases(
  host: StorageHost,
  live: readonly DatabaseShape[] | null,
  wanted: readonly StoredDatabase[],
): Promise<readonly string[]> {
  const of = (name: string) => wanted.find((one) => one.name === name);
  const stay = host.refills && live?.every((one) => takesRows(one, of(one.name))) ? live : [];
  if (stay !== live) await host.removeDatabases();
  return stay.map(({ name }) => name);
}

/**
 * Exactly these are there afterwards.
 * @param source of their rows; @param there the names of those that have stayed
 * @throws AppError `origin/refused` where it is not as wanted
 */
export async function plantDatabases(
  source: RowSource,
  host: StorageHost,
  there: readonly string[],
  wanted: readonly StoredDatabase[],
  move: Move,
): Promise<void> {
  move.expect(rowsOf(wanted));
  for (const one of wanted) await plantDatabase(source, host, one, !there.includes(one.name), move);
  if (firstUnlike(wanted, await host.databases()) !== null) throw new AppError('origin/refused', host.origin);
}

function takesRows(live: DatabaseShape, wanted: DatabaseShape | undefined): boolean {
  return wanted !== undefined && takesRowsOf(live, wanted);
}

async function plantDatabase(
  source: RowSource,
  host: StorageHost,
  database: StoredDatabase,
  anew: boolean,
  move: Move,
): Promise<void> {
  const { dump, digests: _, ...shape } = database;
  let first: DatabaseFill['rows'] | null = [];
  let bytes = 0;
  const fill = async (rows: DatabaseFill['rows'], whole: boolean) => {
    await host.fillDatabase({ shape, anew, rows, whole });
    move.advance(rows.reduce((sum, [, { length }]) => sum + length, 0));
  };
  for (const { name } of shape.stores) {
    for await (const rows of source.rowsOf(dump, name)) {
      bytes += first === null ? 0 : roughSize(rows);
      if (first !== null && bytes <= fillBytes) {
        first = [...first, [name, rows]];
        continue;
      }
      if (first !== null) await fill(first, false);
      first = null;
      await host.putRows(shape.name, name, rows);
      move.advance(rows.length);
    }
  }
  if (first !== null) await fill(first, true);
  else await host.setCounters(shape);
}
