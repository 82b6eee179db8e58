import type { AccountId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import type { StoreArea } from '@/storage/store-area';
import { toRecord } from './jar-record';

/** What is kept of a jar besides, for the day that the database of jars is gone: all but what is large. */

/** Characters; the key-value storage takes ten times as long as the database. */
const largest = 200_000;

export function copyKey(accountId: AccountId): string {
  return `copy/${accountId}`;
}

export async function keepCopy(copies: StoreArea, accountId: AccountId, jar: Jar): Promise<void> {
  const entries = jar.origins.map((one) => ({ ...one, databases: null, caches: null }));
  const small = toRecord({ ...jar, origins: entries });
  const fits = JSON.stringify(small).length <= largest;
  await copies.set({ [copyKey(accountId)]: fits ? small : toRecord(cookieJar(jar.cookies)) });
}

/** A record of a jar, or `undefined`. */
export async function copyOf(copies: StoreArea, accountId: AccountId): Promise<unknown> {
  const key = copyKey(accountId);
  return (await copies.get([key]))[key];
}
