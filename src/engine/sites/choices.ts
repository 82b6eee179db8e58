import { AppError } from '@/domain/app-error';
import type { SiteId } from '@/domain/ids';
import { isSignOutAddress } from '@/domain/sign-out';
import { type ChangedChoices, withChoices } from '@/domain/site/site-choices';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, writeItems } from '@/storage/item';
import { siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { atSite } from '../place/at-place';
import { atPlaces, keepLast } from '../place/last-look';
import { unwatch, watchAgain } from '../place/unwatch';
import { adoptLive, syncPageScripts } from '../sites';

/** What a person chose for a Site; it counts from the next switch on. @throws AppError `site/sign-out-address`, `site/unused` */
export async function choose(context: Context, siteId: SiteId, changes: ChangedChoices): Promise<void> {
  if (changes.multiSession === false) await atPlaces(context, siteId, 'last look', keepLast);
  const before = await atSite(context, siteId, JSON.stringify(changes), async (site) => {
    const { signOutUrl } = changes;
    if (signOutUrl && !isSignOutAddress(site, signOutUrl))
      throw new AppError('site/sign-out-address', siteId);
    if (looksAway(site, changes)) await unwatch(context, siteId);
    await writeItems(context.local, [entry(siteItem(siteId), withChoices(site, changes))]);
    return site;
  });
  if (changes.multiSession === true && !before.multiSession)
    await atPlaces(context, siteId, 'on', (state) => adoptLive(context, state));
  else if (looksAway(before, changes)) await watchAgain(context, siteId);
  if (changes.tellPage !== undefined || changes.multiSession !== undefined) await tellPages(context, before);
  context.ports.announce.changed(siteId);
}

/** Where cookies are shared no longer, what all had in common is not the active account's own by that. */
function looksAway(site: SiteRecord, { multiSession, carried }: ChangedChoices): boolean {
  return multiSession === false || (carried?.cookies === 'own' && site.carried.cookies !== 'own');
}

async function tellPages(context: Context, site: SiteRecord): Promise<void> {
  await syncPageScripts(context);
  await context.ports.pageScripts.nudge(site);
}
