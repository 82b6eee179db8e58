import { parse, stringify } from 'devalue';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import type { StoreArea } from '@/storage/store-area';
import type { Codec } from './codec';
import { toRecord } from './jar-record';

/** What is kept of a jar besides, for the day that the database of jars is gone: all but what is large. */

/** Characters; the key-value storage takes ten times as long as the database. */
const largest = 200_000;

export function copyKey(accountId: AccountId): string {
  return `copy/${accountId}`;
}

export async function keepCopy(
  copies: StoreArea,
  codec: Codec,
  accountId: AccountId,
  jar: Jar,
): Promise<void> {
  const entries = jar.origins.map((one) => ({ ...one, databases: null, caches: null }));
  const small = toRecord({ ...jar, origins: entries });
  const fits = JSON.stringify(small).length <= largest;
  await writeCopy(copies, codec, accountId, fits ? small : toRecord(cookieJar(jar.cookies)));
}

/** A record of a jar, or `undefined`. @throws AppError `jar/unreadable`, `vault/locked` */
export async function copyOf(copies: StoreArea, codec: Codec, accountId: AccountId): Promise<unknown> {
  return codec.open(copyKey(accountId), await rawCopy(copies, accountId));
}

/** Brings a copy, if there is one, to how it would be written now. @throws AppError `jar/unreadable` */
export async function resealCopy(copies: StoreArea, codec: Codec, accountId: AccountId): Promise<void> {
  const raw = await rawCopy(copies, accountId);
  if (raw === undefined || (await codec.isCurrent(raw))) return;
  await writeCopy(copies, codec, accountId, await codec.open(copyKey(accountId), raw));
}

async function writeCopy(
  copies: StoreArea,
  codec: Codec,
  accountId: AccountId,
  record: unknown,
): Promise<void> {
  const key = copyKey(accountId);
  const sealed = await codec.seal(key, record);
  // Chromium's key-value storage knows no bytes.
  await copies.set({ [key]: sealed === record ? record : stringify(sealed) });
}

/** @throws AppError `jar/unreadable` */
async function rawCopy(copies: StoreArea, accountId: AccountId): Promise<unknown> {
  const key = copyKey(accountId);
  const { [key]: raw } = await copies.get([key]);
  return typeof raw === 'string' ? parsed(raw) : raw;
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new AppError('jar/unreadable', undefined, { cause: error });
  }
}
