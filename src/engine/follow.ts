import { isOfSomebodyElse } from '@/domain/attribution';
import type { StoreId } from '@/domain/ids';
import { coveredBy, differenceOf, firstFault } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import { sharesSignIn } from '@/domain/sign-out';
import { originPatterns } from '@/domain/site';
import { readItem, writeItems } from '@/storage/item';
import { accountItem } from '@/storage/schema';
import { endsAtEntry } from './account-news';
import { atPlace } from './at-place';
import type { Context } from './context';
import { captureCookies } from './drivers/jar';
import { keepAsAccount } from './keep';
import { asksSomewhere } from './pages';
import type { PlaceState } from './place-state';
import { siteInUse } from './sites';

/** A jar follows its account: what a site renews is stored when it has been quiet for a while, not only when the account is left. */

/** A cookie of this domain has changed. Costs next to nothing until it is quiet: sites change cookies all the time. */
export function noticeCookie(context: Context, domain: string, storeId: StoreId): void {
  context.later.run(`cookies ${domain} ${storeId}`, () => followCookies(context, domain, storeId));
}

async function followCookies(context: Context, domain: string, storeId: StoreId): Promise<void> {
  const site = await siteInUse(context, `https://${domain}/`);
  if (site === null || !site.multiSession || site.carried.cookies !== 'own') return;
  if (!(await context.ports.permissions.granted(originPatterns(site)))) return;
  await atPlace(context, { siteId: site.id, storeId }, 'follow', (state) => storeRenewed(context, state));
}

/** Under the lock, so never in the middle of a switch; after one there is nothing new to be stored. */
async function storeRenewed(context: Context, state: PlaceState): Promise<void> {
  const { place, site, live } = state;
  if (live.active === null || live.lapsed || live.doubt !== null) return;
  const account = await readItem(context.local, accountItem(live.active));
  if (account === null || account.ended) return;
  const [jar, kept] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    context.vault.jarOf(account.id),
  ]);
  const stored = kept && coveredBy(site, kept);
  if (stored === null || firstFault(differenceOf(stored, jar)) === null) return;
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
