import type { Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { OpenPage } from '@/domain/jar/live';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem, writeItems } from '@/storage/item';
import { settlingItem } from '@/storage/schema';
import type { Context } from '../context';
import { silently } from '../drivers/moves';
import { closeReach, openReach, type Reach, survey } from '../drivers/reach';
import { pageOf, quietEntries, quietPages, tabsOfSite } from '../pages';

/**
 * Does something to what a Site keeps while none of its pages runs. For repairs: pages can have come back with the browser, or
 * because their person went on. The barrier is the caller's.
 * @param jars whatever may be planted, or may have been in part
 * @returns the pages that have to be shown again
 */
export async function atRest(
  context: Context,
  place: Place,
  site: SiteRecord,
  jars: readonly [Jar, ...Jar[]],
  work: (reach: Reach) => Promise<void>,
): Promise<OpenPage[]> {
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  await writeItems(context.session, quietEntries(tabs.map(pageOf)));
  const quiet = await quietPages(context, place, tabs, jars[0], false);
  const seen = await survey(context, place, site, quiet);
  const reach = await openReach(context, place, site, seen, jars, silently);
  try {
    await work(reach);
  } finally {
    await closeReach(reach);
  }
  return quiet.map(pageOf);
}

/** Lets requests through that start from now on. What the switch before is still waiting for goes on being caught. */
export async function unblock({ ports, local }: Context, place: Place, site: SiteRecord): Promise<void> {
  const settling = await readItem(local, settlingItem(place));
  await (settling === null
    ? ports.barrier.lower(site, place.storeId)
    : ports.barrier.open(site, place.storeId));
}
