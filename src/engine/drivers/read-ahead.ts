import { isBrief, type Jar } from '@/domain/jar';
import type { DumpId, Row } from '@/domain/jar/web-storage';
import type { Vault } from '@/vault/vault';

/** Reads rows. */
export type RowSource = Pick<Vault, 'rowsOf'>;

/**
 * The rows of a jar, which are on their way from the disk as soon as it is known that they will be wanted: until pages are quiet nothing
 * else is to be done. Only where there are so few that they may all be in memory.
 */
export function readAhead(vault: Vault, jar: Jar): RowSource {
  if (!isBrief(jar)) return vault;
  const databases = jar.origins.flatMap((one) => one.databases ?? []);
  const keyOf = (dump: DumpId, store: string) => JSON.stringify([dump, store]);
  const read = new Map(
    databases.flatMap(({ dump, stores }) =>
      stores.map(({ name }) => [keyOf(dump, name), allOf(vault.rowsOf(dump, name))] as const),
    ),
  );
  return {
    async *rowsOf(dump, store) {
      const pieces = read.get(keyOf(dump, store));
      if (pieces === undefined) yield* vault.rowsOf(dump, store);
      else yield* await pieces;
    },
  };
}

function allOf(rows: AsyncIterable<readonly Row[]>): Promise<(readonly Row[])[]> {
  const read = (async () => {
    const pieces: (readonly Row[])[] = [];
    for await (const piece of rows) pieces.push(piece);
    return pieces;
  })();
  // Told where they are wanted.
  read.catch(() => undefined);
  return read;
}
