import { readItem } from '@/storage/item';
import { startedItem } from '@/storage/schema';
import type { Context } from '../context';

/** Whether what went with the end of the browser, or with its last window, has still to be put right. */
export async function isStarting({ session }: Pick<Context, 'session'>): Promise<boolean> {
  return typeof (await readItem(session, startedItem)) !== 'number';
}

/** Whether the last window was closed while the browser goes on, and that has still to be put right. */
export async function isWindowless({ session }: Pick<Context, 'session'>): Promise<boolean> {
  return (await readItem(session, startedItem)) === 'windowless';
}
