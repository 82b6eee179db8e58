import type { Place, SiteId, StoreId } from '@/domain/ids';
import { type OriginNews, type OriginRecord, withNews, withUnseen, withVisit } from '@/domain/jar/origin';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { originsItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';

/** The origins of a Site, ports and hosts apart, as far as they were seen. */

type OriginContext = Pick<Context, 'local' | 'lock' | 'ports'>;

export function knownOrigins(
  { local }: Pick<Context, 'local'>,
  siteId: SiteId,
): Promise<readonly OriginRecord[]> {
  return readItem(local, originsItem(siteId));
}

/** Pages of these addresses were asked for, or are shown. @returns all that are known then */
export function noticeVisits(
  context: OriginContext,
  { siteId, storeId }: Place,
  urls: readonly string[],
): Promise<readonly OriginRecord[]> {
  const origins = [...new Set(urls.map((url) => new URL(url).origin))];
  const now = context.ports.clock.now();
  return changeOrigins(context, siteId, `visit ${storeId} ${origins.join(' ')} ${now}`, (known) =>
    origins.reduce((all, origin) => withVisit(all, origin, now, storeId), known),
  );
}

/** @param since when the switch began that tells; what was visited later counts for more */
export async function noteOrigins(
  context: OriginContext,
  { siteId, storeId }: Place,
  news: readonly OriginNews[],
  since: number,
): Promise<void> {
  const name = `news ${storeId} ${since} ${news.filter(({ empty }) => empty).length}`;
  await changeOrigins(context, siteId, name, (known) => withNews(known, news, since, storeId));
}

/** Nobody has watched this Place for a while: what its origins keep is not known any more. */
export async function noteUnseen(context: OriginContext, { siteId, storeId }: Place): Promise<void> {
  await changeOrigins(context, siteId, `unseen ${storeId}`, (known) => withUnseen(known, storeId));
}

/**
 * One at a time: answers come in while a switch runs, and each change is worked out from what is stored. Of a Site that was forgotten
 * meanwhile nothing is known any more.
 */
export function changeOrigins(
  { local, lock }: OriginContext,
  siteId: SiteId,
  name: string,
  work: (known: readonly OriginRecord[]) => readonly OriginRecord[],
): Promise<readonly OriginRecord[]> {
  return lock.run(queueOf(siteId), name, async () => {
    const { site, known } = await readItems(local, { site: siteItem(siteId), known: originsItem(siteId) });
    const next = work(known);
    if (site !== null && next !== known) await writeItems(local, [entry(originsItem(siteId), next)]);
    return next;
  });
}

/** Runs what changes them together with other records. */
export function aloneWithOrigins<Result>(
  { lock }: Pick<Context, 'lock'>,
  siteId: SiteId,
  work: () => Promise<Result>,
): Promise<Result> {
  return lock.run(queueOf(siteId), null, work);
}

function queueOf(siteId: SiteId): Place {
  return { siteId, storeId: 'origins' as StoreId };
}
