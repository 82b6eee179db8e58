import type { Place, SiteId } from '@/domain/ids';
import { withKnown } from '@/domain/jar/origin';
import { coversUrl } from '@/domain/site';
import { withSharing } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { type Entry, entry, readItem, readItems, writeItems } from '@/storage/item';
import { commonItem, journalItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { atSite } from '../place/at-place';
import { placesOf } from '../place/places';
import { siteInUse } from '../sites';
import { recover } from '../switch/recover';
import { changeOrigins } from './origins';

/**
 * Whether the accounts of a Site have in common what an origin keeps; it counts from the next switch on. What is stored of it stays, and is
 * theirs again once they have their own. It can be shared while a switch is open, since it can be this very origin that keeps it from being
 * undone.
 * @throws AppError `switch/unrepaired` where it is to be shared no more, and an open switch could not be undone before
 */
export async function shareOrigin(
  context: Context,
  asked: SiteId,
  url: string,
  shared: boolean,
): Promise<void> {
  // What is to be joined with the Site can have been refused for an origin that is another's yet.
  const siteId = (await siteInUse(context, url))?.id ?? asked;
  await atSite(context, siteId, `share ${url} ${shared}`, async (site) => {
    if (!coversUrl(site, url)) return;
    const { origin } = new URL(url);
    const places = await placesOf(context, [siteId]);
    if (!shared) await endOpen(context, places, site);
    const left = shared ? await leftBetween(context, places, origin) : [];
    await writeItems(context.local, [entry(siteItem(siteId), withSharing(site, origin, shared)), ...left]);
    // One whose page could not be loaded is in no list yet, and could never be included again.
    const now = context.ports.clock.now();
    await changeOrigins(context, siteId, `share ${origin} ${now}`, (known) => withKnown(known, origin, now));
  });
  context.ports.announce.changed(siteId);
}

/** An open switch holds nothing of an origin that it has left alone: undone without knowing that, it would empty it. */
async function endOpen(context: Context, places: readonly Place[], site: SiteRecord): Promise<void> {
  for (const place of places)
    if ((await readItem(context.local, journalItem(place))) !== null) await recover(context, place, site);
}

/** What a switch has begun to plant there is not put back. */
async function leftBetween({ local }: Context, places: readonly Place[], origin: string): Promise<Entry[]> {
  const entries = places.map(async (place) => {
    const { journal, common } = await readItems(local, {
      journal: journalItem(place),
      common: commonItem(place),
    });
    return journal?.phase === 'held' ? [entry(commonItem(place), [...common, origin])] : [];
  });
  return (await Promise.all(entries)).flat();
}
