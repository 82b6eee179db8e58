import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import type { AccountId } from '@/domain/ids';
import { createIdbVault } from '@/vault/idb-vault';
import type { Vault } from '@/vault/vault';
import { createFakeArea, type FakeArea } from './fake-area';

/** What a test of the Vault has: imported names follow along when the Vault is made anew. */

/** Of the database. */
export let name: string;
export let vault: Vault;
export let copies: FakeArea;
export let session: FakeArea;
let vaults = 0;

/** For `beforeEach`. */
export function newVault(): void {
  name = `vault-${++vaults}`;
  copies = createFakeArea();
  session = createFakeArea();
  openAgain();
}

/** By another worker. */
export function openAgain(): void {
  vault = createIdbVault({ name, copies, session, rounds: 1 });
}

/** What lies in the database. */
export async function raw(account: AccountId, generation: string): Promise<unknown> {
  return (await openDB(name)).get('jars', [account, generation]);
}
