import type { Cookie } from '@/domain/cookie';
import { cookieHeader, cookiesFor } from '@/domain/cookie-header';
import type { AccountId, Place, StoreId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { withLateCookies } from '@/domain/late-answer';
import { isSignInCookie } from '@/domain/sign-in';
import { hopLimit, nextHop, sharesSignIn, signOutAddress } from '@/domain/sign-out';
import type { Site } from '@/domain/site';
import type { SiteRecord } from '@/domain/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { siteItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';
import { captureCookies, withoutShared } from './drivers/jar';

/** Signs out at the server: the site's own sign-out is asked for with the jar of an account that is not live. */

/** All sign-outs of all Sites wait for one another: the browser gives a request its cookies by a rule, and there is one. */
const queue = { siteId: '' as Place['siteId'], storeId: 'errands' as StoreId };

/**
 * Ends the session of an account that was signed out here. Does nothing where that would end a live one: who is active can be signed in
 * by the very same cookie.
 * @returns whether there is nothing left to try: `false` where the server could not be asked, or not answer for itself
 */
export function revoke(context: Context, place: Place, id: AccountId): Promise<boolean> {
  return context.lock.run(queue, `revoke ${id}`, async () => {
    const site = await readItem(context.local, siteItem(place.siteId));
    // Another start of the same may have come first.
    const isOpen = site?.leaving.some((one) => one.id === id && !one.revoked) ?? false;
    if (site === null || !isOpen) return true;
    const isDone = await tryOnce(context, place, site, id).catch(() => false);
    if (isDone) await noteRevoked(context, place, id);
    return isDone;
  });
}

async function tryOnce(context: Context, place: Place, site: SiteRecord, id: AccountId): Promise<boolean> {
  const url = signOutAddress(site);
  const jar = await context.vault.jarOf(id).catch(() => null);
  if (url === null || jar === null) return true;
  const live = await captureCookies(context.ports, site, place.storeId);
  const { cookies } = withoutShared(jar, site);
  return sharesSignIn(cookies, live.cookies) || signOutAt(context, site, url, cookies);
}

function noteRevoked(context: Context, place: Place, id: AccountId): Promise<void> {
  return atPlace(context, place, `revoked ${id}`, async ({ site }) => {
    const leaving = site.leaving.map((one) => (one.id === id ? { ...one, revoked: true } : one));
    await writeItems(context.local, [entry(siteItem(site.id), { ...site, leaving })]);
  });
}

/** Follows where the sign-out leads within the Site, as a browser would. @throws AppError `origin/unreachable` */
async function signOutAt(
  { ports }: Context,
  site: Site,
  url: string,
  cookies: readonly Cookie[],
): Promise<boolean> {
  let jar = cookieJar(cookies);
  let next: string | null = url;
  for (let hop = 0; next !== null && hop < hopLimit; hop++) {
    const now = ports.clock.wall() / 1000;
    const answer = await ports.errands.ask(next, cookieHeader(cookiesFor(jar.cookies, next, now)));
    if (hop === 0 && answer.status >= 500) return false;
    jar = withLateCookies(jar, answer.cookies, now);
    // What comes after it is for a person to look at.
    if (!jar.cookies.some(isSignInCookie)) return true;
    next = nextHop(site, next, answer.status, answer.location);
  }
  return true;
}
