import type { SiteId } from '@/domain/ids';
import { isWithin } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import { watchedItem } from '@/storage/schema';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { sitesInUse } from '../sites';
import { atPlace, atSite } from './at-place';
import { placesOf } from './places';

/** When Hatrack looks away from a Site, and when it looks again. */

/** From now on nobody watches what becomes of the Site. Called under its lock, before that is so. */
export async function unwatch(context: Context, siteId: SiteId): Promise<void> {
  const places = await placesOf(context, [siteId]);
  await context.session.remove(places.map((place) => watchedItem(place).key));
}

/**
 * News of this can come late: what a Site gave back with a domain may be its own again.
 * @param patterns of the sites that are withheld from Hatrack
 */
export async function unwatchWithin(context: Context, patterns: readonly string[]): Promise<void> {
  for (const { id } of await sitesWithin(context, patterns))
    await atSite(context, id, 'withheld', async (site) => {
      if (!(await isGranted(context, site))) await unwatch(context, id);
    });
}

/** @param patterns of the sites that Hatrack may see again */
export async function watchWithin(context: Context, patterns: readonly string[]): Promise<void> {
  for (const { id } of await sitesWithin(context, patterns)) await watchAgain(context, id);
}

/** What is found now is put down to whoever it is of. */
export async function watchAgain(context: Context, siteId: SiteId): Promise<void> {
  const places = await placesOf(context, [siteId]);
  await Promise.allSettled(places.map((place) => atPlace(context, place, 'watch', async () => undefined)));
}

async function sitesWithin(context: Context, patterns: readonly string[]): Promise<SiteRecord[]> {
  const sites = await sitesInUse(context);
  return sites.filter((site) => patterns.some((pattern) => isWithin(site, pattern)));
}
