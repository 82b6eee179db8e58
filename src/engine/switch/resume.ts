import { isAnotherPerson } from '@/domain/account/attribution';
import { sameCookie } from '@/domain/cookie';
import { identityIn } from '@/domain/identity';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { liveAs } from '@/domain/jar/live';
import { isShared } from '@/domain/site/shared-origin';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, resumableItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { asksSomewhere, tabById, tabsOfSite } from '../pages';
import { verbAt } from '../place/at-place';
import { sharedAt } from '../place/left-alone';
import { findEvidence } from '../sign-in/evidence';
import { carryOut } from '../switch';

/**
 * The end of the browser has dropped what an account is signed in by, and a page of its site came before that could be given back: a visitor's
 * is in its place, beside which it cannot be put. The account is switched to.
 */

/** Milliseconds after the start in which a page that asks for a password is taken for one that came too early. */
const early = 60_000;

/** What went with the end of the browser, or with its last window, has just been put right. */
export async function noteResumable({ session, ports }: Context, place: Place): Promise<void> {
  await writeItems(session, [entry(resumableItem(place), ports.clock.now())]);
}

/** The same for pages that were there by then. */
export async function resumeOpen(context: Context, place: Place): Promise<void> {
  const site = await readItem(context.local, siteItem(place.siteId));
  if (site === null || (await readItem(context.session, resumableItem(place))) === null) return;
  for (const { id, awake } of await tabsOfSite(context, place, site))
    if (awake) await resumeEarly(context, place, id);
}

/** A tab has loaded a page. */
export async function resumeEarly(context: Context, place: Place, tabId: TabId): Promise<void> {
  const { session, local, ports } = context;
  const since = await readItem(session, resumableItem(place));
  if (since === null || ports.clock.now() - since > early) return;
  const [site, tab] = await Promise.all([readItem(local, siteItem(place.siteId)), tabById(context, tabId)]);
  if (site === null || tab === null || isShared(await sharedAt(context, place, site), tab.url)) return;
  if (!(await ports.tabs.asksPassword(tabId))) return;
  // Once: where it asks again, the site knows the account no more.
  await session.remove([resumableItem(place).key]);
  const { active, lapsed, doubt } = await readItem(local, liveItem(place));
  if (active !== null && !lapsed && doubt === null) await resume(context, place, active, active);
}

/**
 * @param id who was active when the browser ended
 * @param active who is by now, for the last time that it was looked at
 */
export async function resume(
  context: Context,
  place: Place,
  id: AccountId,
  active: AccountId | null,
): Promise<void> {
  await verbAt(context, place, `resume ${id}`, async ({ site, live }) => {
    const kept = await context.vault.jarOf(id);
    if (kept === null || live.active !== active || live.adding !== null) return;
    const { jar, evidence } = await findEvidence(context, place, site);
    // Somebody can have signed in.
    if (!lacksSession(jar, coveredBy(site, kept)) || (await namesAnother(context, id, jar))) return;
    if (evidence === 'nobody' || (await asksSomewhere(context, place, site)))
      await carryOut(context, { place, site, from: null, to: id, live: liveAs(id) });
  });
}

/** Whether session cookies are gone, or are others by now. */
function lacksSession(live: Jar, stored: Jar): boolean {
  const ofSession = stored.cookies.filter(({ expires }) => expires === null);
  return ofSession.some((cookie) => live.cookies.every((other) => !sameCookie(other, cookie)));
}

/** A visitor's jar names nobody. */
async function namesAnother({ local }: Context, id: AccountId, jar: Jar): Promise<boolean> {
  const [account, who] = [await readItem(local, accountItem(id)), identityIn(jar, null)];
  return who !== null && (account?.person == null || isAnotherPerson(account.person, who));
}
