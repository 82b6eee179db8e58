import type { Account } from '@/domain/account';
import { identityIn, isSamePerson } from '@/domain/identity';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { coveredBy, emptyJar } from '@/domain/jar';
import { type Live, mayBeAnother, signedOut } from '@/domain/jar/live';
import { isSignInCookie, keepsSignIn } from '@/domain/sign-in';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { learnable, looksLikeSignOut, sharesSignIn, signInIsGone, signOutWindow } from '@/domain/sign-out';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { type Entry, entry, readItem, readItems, writeItems } from '@/storage/item';
import { accountItem, journalItem, liveItem, signOutSeenItem, siteItem } from '@/storage/schema';
import { endedEntry } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { tabById } from '../pages';
import { atPlace } from '../place/at-place';
import { sharedAt } from '../place/left-alone';
import { siteOfTab, type TabSite } from '../sites';

/**
 * Notices that an account needs signing in: its site has signed it out, or refuses it. Nothing that is stored of it goes: where this
 * is wrong, the next sign of life takes it back.
 */

/**
 * A page whose address looks like a sign-out. Should the sign-in go now, this is how a session is ended here. Of several in a row the first
 * counts, which leads to the others.
 */
export async function rememberSignOutPage(
  { session, ports }: Context,
  place: Place,
  { url, document, method }: ObservedAnswer,
): Promise<void> {
  if (!document || method !== 'GET' || !looksLikeSignOut(url)) return;
  const before = await readItem(session, signOutSeenItem(place));
  if (before !== null && ports.clock.now() - before.at <= signOutWindow) return;
  await writeItems(session, [entry(signOutSeenItem(place), { url: learnable(url), at: ports.clock.now() })]);
}

/** An answer that takes cookies away. */
type Removal = Pick<ObservedAnswer, 'removed' | 'method'>;

/**
 * Whether the site takes cookies away of which one signs the active account in; nothing is certain yet. Where that account is known to
 * be signed out already, a form is more likely sent to sign in.
 */
export async function mayBeSignOut(
  { local, vault }: Context,
  place: Place,
  { removed, method }: Removal,
): Promise<boolean> {
  if (removed.length === 0) return false;
  const { active, lapsed } = await readItem(local, liveItem(place));
  if (active === null || (lapsed && method !== 'GET')) return false;
  const stored = await vault.jarOf(active).catch(() => null);
  return stored?.cookies.some((cookie) => isSignInCookie(cookie) && removed.includes(cookie.name)) ?? false;
}

/**
 * The site has taken cookies away. Was it the sign-in of the active account, what signs in next need not be the same person. The page that
 * comes next may have told of it first; the address of the sign-out is learned from here alone.
 */
export function noticeSignOut(context: Context, place: Place, { removed, method }: Removal): Promise<void> {
  return atPlace(context, place, `signed out ${removed.join(' ')}`, async ({ site, live }) => {
    if (live.active === null) return;
    const [stored, jar] = await Promise.all([
      context.vault.jarOf(live.active),
      captureCookies(context.ports, site, place.storeId),
    ]);
    if (stored === null || !signInIsGone(coveredBy(site, stored).cookies, jar.cookies, removed)) return;
    // A page that looked like one may only have asked whether to, by a form.
    const learned = method === 'GET' ? await learnedEntry(context, place, site) : [];
    if (!live.lapsed) return markEnded(context, place, live, live.active, true, learned);
    await writeItems(context.local, learned);
    context.ports.announce.changed(place.siteId);
  });
}

async function learnedEntry({ session, ports }: Context, place: Place, site: SiteRecord): Promise<Entry[]> {
  const seen = await readItem(session, signOutSeenItem(place));
  if (seen === null || ports.clock.now() - seen.at > signOutWindow) return [];
  return [entry(siteItem(site.id), { ...site, learnedSignOut: seen.url })];
}

/** Milliseconds after a switch in which a page that asks for a password is taken for a refusal. */
const refusalWindow = 60_000;

/**
 * A tab has loaded a page. One that asks for a password right after a switch: the site does not know the account any more. One that does
 * not, of an account that was taken for refused: it does.
 */
export async function noticeLoaded(context: Context, tabId: TabId): Promise<void> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  if (!inUse) return;
  const { place } = inUse;
  if (isShared(await sharedAt(context, place, inUse.site), tab.url)) return;
  const { live, journal } = await readItems(context.local, {
    live: liveItem(place),
    journal: journalItem(place),
  });
  if (journal !== null || live.active === null || live.lapsed) return;
  const account = await readItem(context.local, accountItem(live.active));
  if (account === null) return;
  const isNew = context.ports.clock.wall() - (account.receipt?.at ?? 0) <= refusalWindow;
  if (!isNew && !account.ended) return;
  const asked = await context.ports.tabs.asksPassword(tabId);
  const refused = asked && !(await isAtHome(context, inUse, account, tabId));
  if (refused === account.ended || (refused && !isNew)) return;
  // Never joined: what is newer need not say the same.
  await atPlace(context, place, null, async (state) => {
    if (!isLiveStill(live, state.live)) return;
    const isTaken = refused && (await isReplaced(context, place, state.site, account.id));
    if (refused) await markEnded(context, place, state.live, account.id, isTaken, []);
    else await writeItems(context.local, await endedEntry(context, account.id, false));
    context.ports.announce.changed(place.siteId);
  });
}

/** Whether what was seen then is about whoever is live now: there was no switch since, and no sign-in that may be another's. */
function isLiveStill(then: Live, now: Live): boolean {
  if (now.active !== then.active || now.since !== then.since || now.lapsed) return false;
  return !mayBeAnother(now.doubt) || now.doubt?.at === then.doubt?.at;
}

/**
 * Whether a page that asks for a password wants it confirmed: it shows the account's person; or offers to sign out, with all cookies as they
 * were that sign the account in.
 */
async function isAtHome(
  { vault, ports }: Context,
  { place, site }: TabSite,
  { id, person }: Account,
  tabId: TabId,
): Promise<boolean> {
  const look = await ports.tabs.look(tabId);
  if (look === null) return false;
  const shown = identityIn(emptyJar, look.facts);
  if (person !== null && shown !== null && isSamePerson(person, shown)) return true;
  if (!look.offersSignOut) return false;
  const [stored, live] = await Promise.all([vault.jarOf(id), captureCookies(ports, site, place.storeId)]);
  return stored !== null && keepsSignIn(coveredBy(site, stored), live);
}

/** Whether the site has put others in place of all cookies that signed the account in, as it does for a visitor. */
async function isReplaced(
  { vault, ports }: Context,
  place: Place,
  site: SiteRecord,
  id: AccountId,
): Promise<boolean> {
  const [stored, live] = await Promise.all([vault.jarOf(id), captureCookies(ports, site, place.storeId)]);
  return stored !== null && !sharesSignIn(coveredBy(site, stored).cookies, live.cookies);
}

/**
 * Whoever may have signed in over the account has signed out then: that ends nothing of what is stored of it.
 * @param lapsed the live jar is not the account's any more
 */
async function markEnded(
  context: Context,
  place: Place,
  live: Live,
  id: AccountId,
  lapsed: boolean,
  also: readonly Entry[],
): Promise<void> {
  const since = context.ports.clock.now();
  const marked =
    lapsed && mayBeAnother(live.doubt)
      ? [entry(liveItem(place), { ...signedOut, since })]
      : [
          entry(liveItem(place), lapsed ? { ...live, lapsed, doubt: null, since } : live),
          ...(await endedEntry(context, id, true)),
        ];
  await writeItems(context.local, [...marked, ...also]);
  context.ports.announce.changed(place.siteId);
}
