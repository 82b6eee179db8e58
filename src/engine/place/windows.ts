import type { StoreId } from '@/domain/ids';
import { entry, writeItems } from '@/storage/item';
import { startedItem } from '@/storage/schema';
import type { Context } from '../context';
import { isWindowless } from './start';
import { tendAll } from './tend';

/**
 * A browser can go on without a window, as it does on a Mac. For whoever sits there it is closed, and Chromium drops session cookies then as
 * at its end (measured). Nobody signs in or out until there is a window again.
 */

/**
 * A window came or went. With the last of them things are as before a start: what is done from then on puts right first what went with it.
 * @param isAny whether there is one now
 * @param ordinary the store of ordinary windows
 */
export async function noticeWindows(context: Context, isAny: boolean, ordinary: StoreId): Promise<void> {
  if (!isAny) await writeItems(context.session, [entry(startedItem, 'windowless')]);
  else if (await isWindowless(context)) await tendAll(context, ordinary);
}
