import { openWelcomePage } from '@/browser/runtime';
import { entry, readItem, writeItems } from '@/storage/item';
import { welcomedItem } from '@/storage/schema';
import type { StoreArea } from '@/storage/store-area';

/**
 * Shows whoever has just installed Hatrack what it does: once in a profile, though browsers call what they load from a folder newly
 * installed at every start.
 */
export async function welcome(local: StoreArea): Promise<void> {
  if (await readItem(local, welcomedItem)) return;
  await writeItems(local, [entry(welcomedItem, true)]);
  await openWelcomePage();
}
