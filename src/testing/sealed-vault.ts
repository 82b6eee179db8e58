import { openDB } from 'idb';
import type { AccountId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf, shop } from './builders';
import { copies, name, openAgain, session, vault } from './new-vault';

/** What is sealed, and who looks for it. */

export const ann = 'ann' as AccountId;
export const ben = 'ben' as AccountId;
export const passphrase = 'four words and a number 7';
const dump = 'dump' as DumpId;

/** The browser was closed, and is there again. */
export function restart(): void {
  session.content.clear();
  openAgain();
}

/** Everything that lies on disk, as whoever copies the profile has it. */
export async function onDisk(): Promise<string> {
  const database = await openDB(name);
  const stores = await Promise.all(['jars', 'rows', 'named'].map((store) => database.getAll(store)));
  database.close();
  return JSON.stringify([stores, [...copies.content]]);
}

const naming = (person: string): Jar => ({
  ...jarOf(person),
  origins: [
    {
      origin: 'https://shop.test',
      local: [['token', `token of ${person}`]],
      databases: [{ name: 'notes', version: 1, stores: [], dump }],
      caches: null,
    },
  ],
});

export async function fill(): Promise<void> {
  await vault.keepRows(dump, 'things', 0, [[1, { secret: 'rows of Ann' }]]);
  await vault.put(ann, naming('session of Ann'));
  await vault.put(ann, naming('session of Ann, later'));
  await vault.put(ben, jarOf('session of Ben'));
  await vault.hold(shop, jarOf('session that is held'), null);
}

async function rows(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const piece of vault.rowsOf(dump, 'things')) found.push(piece);
  return found;
}

export async function all(): Promise<unknown[]> {
  return [await vault.jarOf(ann), await vault.jarOf(ben), await vault.held(shop), await rows()];
}

/** Too long to come about by chance in what is encrypted. */
export const secrets = [
  'session of Ann',
  'session of Ben',
  'session that is held',
  'token of',
  'rows of Ann',
];
