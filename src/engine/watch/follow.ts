import type { Account } from '@/domain/account';
import { isOfSomebodyElse } from '@/domain/account/attribution';
import type { Place, StoreId } from '@/domain/ids';
import { coveredBy, differenceOf, firstFault, type Jar } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import { replacesSignIn, sharesSignIn } from '@/domain/sign-out';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem } from '@/storage/schema';
import { endsAtEntry } from '../accounts/account-news';
import { keepAsAccount } from '../accounts/keep';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { isGranted } from '../granted';
import { asksSomewhere, tabsOfSite } from '../pages';
import { atPlace } from '../place/at-place';
import type { PlaceState } from '../place/place-state';
import { isLocked } from '../place/unlocked';
import { recogniseIn } from '../sign-in/recognise';
import { siteInUse } from '../sites';

/** A jar follows its account: what a site renews is stored when it has been quiet for a while, not only when the account is left. */

/** A cookie of this domain has changed. Costs next to nothing until it is quiet: sites change cookies all the time. */
export function noticeCookie(context: Context, domain: string, storeId: StoreId): void {
  context.later.run(`cookies ${domain} ${storeId}`, () => followCookies(context, domain, storeId));
}

async function followCookies(context: Context, domain: string, storeId: StoreId): Promise<void> {
  if (await isLocked(context)) return;
  const site = await siteInUse(context, `https://${domain}/`);
  if (site === null || !site.multiSession || site.carried.cookies !== 'own') return;
  if (!(await isGranted(context, site))) return;
  const place = { siteId: site.id, storeId };
  const renewed = await renewedIn(context, {
    place,
    site,
    live: await readItem(context.local, liveItem(place)),
  });
  if (renewed === null) return;
  if (mayBeAnother(renewed)) await lookInFront(context, place, site);
  await atPlace(context, place, 'follow', (state) => storeRenewed(context, state));
}

interface Renewed {
  readonly account: Account;
  readonly stored: Jar;
  readonly jar: Jar;
}

/** What has become of the cookies of the active account; `null` where they are as they were, and where it is known that it is not certain. */
async function renewedIn(context: Context, { place, site, live }: PlaceState): Promise<Renewed | null> {
  if (live.active === null || live.lapsed || live.doubt !== null) return null;
  const account = await readItem(context.local, accountItem(live.active));
  if (account === null || account.ended) return null;
  const [jar, kept] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    context.vault.jarOf(account.id),
  ]);
  const stored = kept && coveredBy(site, kept);
  return stored === null || firstFault(differenceOf(stored, jar)) === null ? null : { account, stored, jar };
}

/** Nothing is left of what signed them in, and they are somebody: a page can tell whether it is them still. */
function mayBeAnother({ account, stored, jar }: Renewed): boolean {
  return account.person !== null && replacesSignIn(stored.cookies, jar.cookies);
}

/** Not every sign-in is seen, and what names who has signed in may have come after the page. */
async function lookInFront(context: Context, place: Place, site: SiteRecord): Promise<void> {
  const tabs = await tabsOfSite(context, place, site);
  for (const { id, awake, front } of tabs) if (awake && front) await recogniseIn(context, id);
}

/** Under the lock, so never in the middle of a switch; after one there is nothing new to be stored. */
async function storeRenewed(context: Context, state: PlaceState): Promise<void> {
  const { place, site } = state;
  const renewed = await renewedIn(context, state);
  if (renewed === null) return;
  const { account, stored, jar } = renewed;
  // With none left of those that signed in, it can be a visitor's: a page then asks for a password.
  if (!sharesSignIn(stored.cookies, jar.cookies) && (await asksSomewhere(context, place, site))) return;
  // What signs in may be elsewhere than in cookies; but one that was there and is gone has been taken away.
  if (evidenceIn(jar) === 'nobody' && evidenceIn({ ...stored, origins: [], tabs: [] }) !== 'nobody') return;
  if (isOfSomebodyElse(account, stored, jar)) {
    await keepAsAccount(context, state, jar);
    return;
  }
  await context.vault.put(account.id, jar);
  await writeItems(context.local, await endsAtEntry(context, account.id, jar));
}
