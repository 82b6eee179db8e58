import type { Place, SiteId, StoreId } from '@/domain/ids';
import type { Settings } from '@/domain/site/settings';
import { entry, readItem, writeItems } from '@/storage/item';
import { settingsItem } from '@/storage/schema';
import type { Context } from '../context';
import { sitesInUse } from '../sites';

/** What was chosen for Hatrack as a whole. */

export function settings({ local }: Pick<Context, 'local'>): Promise<Settings> {
  return readItem(local, settingsItem);
}

/** One at a time: each change is worked out from what is stored. */
export async function chooseSettings(context: Context, changes: Partial<Settings>): Promise<void> {
  const queue: Place = { siteId: 'settings' as SiteId, storeId: 'settings' as StoreId };
  await context.lock.run(queue, JSON.stringify(changes), async () => {
    const next = { ...(await settings(context)), ...changes };
    await writeItems(context.local, [entry(settingsItem, next)]);
  });
  context.ports.announce.progressed();
  if (changes.badge === undefined) return;
  for (const { id } of await sitesInUse(context)) context.ports.announce.changed(id);
}
