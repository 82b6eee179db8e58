import type { Cookie } from '@/domain/cookie';
import { cookieHeader, cookiesFor } from '@/domain/cookie/cookie-header';
import { withLateCookies } from '@/domain/cookie/late-answer';
import type { AccountId, Place, StoreId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { isSignInCookie } from '@/domain/sign-in';
import { hopLimit, isBusy, nextHop, sharesSignIn, signOutAddress, tookAway } from '@/domain/sign-out';
import type { KnownSignOut } from '@/domain/sign-out/known-sign-outs';
import type { Site } from '@/domain/site';
import type { Leaving, SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { siteItem, storesItem } from '@/storage/schema';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { atPlace } from '../place/at-place';
import { knownIn, ownCookies } from './known-sign-out';

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
    // Another start of the same may have come first, or the same person have signed in again, and been signed out once more.
    const due = site?.leaving.find(
      (one) => one.id === id && !one.revoked && one.until <= context.ports.clock.now(),
    );
    if (site === null || due === undefined) return true;
    const isDone = await tryOnce(context, place, site, id).catch(() => false);
    if (isDone) await noteRevoked(context, place, due);
    return isDone;
  });
}

/** By what is known of the site's library; where there is nothing of the kind, or the site will not have it, by its address. */
async function tryOnce(context: Context, place: Place, site: SiteRecord, id: AccountId): Promise<boolean> {
  const cookies = await ownCookies(context, site, id);
  if (cookies === null) return true;
  const lives = await liveCookies(context, place, site);
  const known = await knownIn(context, site, cookies);
  if (await areOthers(context, site, known, lives)) return true;
  const outcomes: Outcome[] = [];
  for (const one of known) outcomes.push(await signOutBy(context, one));
  if (outcomes.includes('later')) return false;
  if (known.length > 0 && !outcomes.includes('refused')) return true;
  const url = signOutAddress(site);
  // Of one that is kept twice a part is most often renewed: else it would not have been taken for another.
  const isShared = (others: readonly Cookie[]) => sharesSignIn(cookies, others);
  if (url === null || lives.some(isShared)) return true;
  return (await areKept(context, site, isShared)) || signOutAt(context, site, url, cookies);
}

/** Here and in every other container. One that is gone has none. @throws AppError `permission/missing` */
async function liveCookies(
  { local, ports }: Context,
  { storeId }: Place,
  site: SiteRecord,
): Promise<readonly (readonly Cookie[])[]> {
  const stores = (await readItem(local, storesItem)).filter((one) => one !== storeId);
  const [here, ...others] = await Promise.all([
    captureCookies(ports, site, storeId),
    ...stores.map((one) => ports.cookies.all(site, one).catch(() => [])),
  ]);
  return [here.cookies, ...others];
}

/**
 * Whether one of these sessions is also that of somebody who stays, or can be taken back. A site can have several of its accounts in one
 * jar, and its person can have kept one twice.
 * @throws AppError `jar/unreadable`: of a jar that cannot be read nobody knows
 */
async function areOthers(
  context: Context,
  site: SiteRecord,
  known: readonly KnownSignOut[],
  lives: readonly (readonly Cookie[])[],
): Promise<boolean> {
  const areOf = (cookies: readonly Cookie[]) => known.some((one) => one.endsAlso(cookies));
  if (known.length === 0) return false;
  return lives.some(areOf) || areKept(context, site, areOf);
}

/** Whether it is so of what is kept of anybody who stays, or can be taken back. @throws AppError `jar/unreadable` */
async function areKept(
  context: Context,
  site: SiteRecord,
  areOf: (cookies: readonly Cookie[]) => boolean,
): Promise<boolean> {
  const now = context.ports.clock.now();
  const undoable = site.leaving.filter(({ until }) => until > now);
  for (const other of [...site.accounts, ...undoable.map(({ id }) => id)])
    if (areOf((await ownCookies(context, site, other)) ?? [])) return true;
  return false;
}

/** `later`: the server cannot answer for itself now. */
type Outcome = 'ended' | 'refused' | 'later';

/** It is led nowhere from there: what comes after it is for a person to look at. @throws AppError `origin/unreachable` */
async function signOutBy({ ports }: Context, { errand, takesAway }: KnownSignOut): Promise<Outcome> {
  const { status, cookies } = await ports.errands.ask(errand);
  if (isBusy(status)) return 'later';
  const isAsSaid = takesAway === null || tookAway(takesAway, cookies, ports.clock.wall() / 1000);
  return status >= 200 && status < 400 && isAsSaid ? 'ended' : 'refused';
}

/** Of this sign-out: the account can have been signed out once more meanwhile, of another session. */
function noteRevoked(context: Context, place: Place, { id, until }: Leaving): Promise<void> {
  return atPlace(context, place, `revoked ${id}`, async ({ site }) => {
    const isIt = (one: Leaving) => one.id === id && one.until === until;
    const leaving = site.leaving.map((one) => (isIt(one) ? { ...one, revoked: true } : one));
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
    const sent = cookieHeader(cookiesFor(jar.cookies, next, now));
    const answer = await ports.errands.ask({ url: next, cookies: sent, post: null });
    if (hop === 0 && isBusy(answer.status)) return false;
    jar = withLateCookies(jar, { url: next, cookies: answer.cookies }, now);
    // What comes after it is for a person to look at.
    if (!jar.cookies.some(isSignInCookie)) return true;
    next = nextHop(site, next, answer.status, answer.location);
  }
  return true;
}
