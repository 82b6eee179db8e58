import type { StoreId } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { startedItem, windowlessItem } from '@/storage/schema';
import type { Context } from '../context';
import { tendAll } from './tend';

/**
 * A browser can go on without a window, as it does on a Mac. For whoever sits there it is closed, and Chromium drops session cookies then as
 * at its end (measured). Nobody signs in or out until there is a window again.
 */

/** The last window is gone. What is done from now on puts right first what goes with it. */
export async function noticeLastWindow({ session }: Context): Promise<void> {
  await writeItems(session, [entry(windowlessItem, true)]);
  await session.remove([startedItem.key]);
}

/** There may be a window again. @param ordinary the store of ordinary windows */
export async function noticeWindow(context: Context, ordinary: StoreId): Promise<void> {
  if (await readItem(context.session, windowlessItem)) await tendAll(context, ordinary);
}
