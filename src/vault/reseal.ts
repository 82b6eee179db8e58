import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { Turns } from '@/domain/turns';
import type { StoreArea } from '@/storage/store-area';
import type { Codec } from './codec';
import { resealCopy } from './jar-copy';
import { type Database, durable, type JarKey, type RowsKey } from './jar-database';

/**
 * Brings every record to how it would be written now: sealed once there is a passphrase, plain once there is none any more. One by one, each
 * in a transaction of its own, so that whoever is cut short goes on where it was; meanwhile each record says which it is.
 * @param inTurn what is written in between would be written over
 * @param accounts that can have a copy, beside those that have a jar
 * @returns whether all of it is so now: what cannot be read stays as it is
 */
export async function resealAll(
  database: Database,
  copies: StoreArea,
  codec: Codec,
  inTurn: Turns,
  accounts: readonly AccountId[],
): Promise<boolean> {
  let isDone = true;
  const step = (work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'jar/unreadable')) throw error;
      isDone = false;
    });
  // What is being written was sealed as was right when that began.
  const jars = await inTurn(() => database.getAllKeys('jars'));
  for (const key of jars) await inTurn(() => step(() => resealRecord(database, codec, 'jars', key)));
  for (const owner of new Set([...accounts, ...jars.map(([first]) => first as AccountId)]))
    await inTurn(() => step(() => resealCopy(copies, codec, owner)));
  // They are written once, and not again.
  for (const key of await database.getAllKeys('rows'))
    await step(() => resealRecord(database, codec, 'rows', key));
  return isDone;
}

async function resealRecord<Name extends 'jars' | 'rows'>(
  database: Database,
  codec: Codec,
  name: Name,
  key: Name extends 'jars' ? JarKey : RowsKey,
): Promise<void> {
  const raw = await database.get(name, key);
  if (raw === undefined || (await codec.isCurrent(raw))) return;
  const [about] = key;
  const record = await codec.seal(about, await codec.open(about, raw));
  const transaction = database.transaction(name, 'readwrite', durable);
  // It can have been let go of meanwhile.
  if ((await transaction.store.getKey(key)) !== undefined) await transaction.store.put(record, key);
  await transaction.done;
}
