import type { Account } from '@/domain/account';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { type Live, signedOut } from '@/domain/jar/live';
import type { Settling } from '@/domain/jar/settling';
import { sharesSignIn } from '@/domain/sign-out';
import { type SiteRecord, withLeaving } from '@/domain/site/site-record';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { accountItem, liveItem, settlingItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import type { PlaceState } from '../place/place-state';

/** A sign-in that turned out to be none: it was refused, though not in so many words, or it has a further step. */

/** Milliseconds in which a page takes its form away, or goes, when a script of it has signed somebody in. */
const formGoes = 6000;

/** Whether a page that still asks for a password, in this tab, shows that the sign-in was refused which its script has sent. */
export function stillAsks({ ports }: Context, { script, since, doubt }: Live, tab: TabId): boolean {
  return script === tab && ports.clock.now() - Math.max(since, doubt?.at ?? 0) >= formGoes;
}

/**
 * All is as it was before the sign-in, and it is waited for as before. Where somebody was active whose cookies have given way to a
 * visitor's, nobody is now; what is stored of them stays.
 * @param jar what is live
 * @returns the state as it is then
 */
export async function takeBack(context: Context, state: PlaceState, jar: Jar): Promise<PlaceState> {
  const { place, live } = state;
  const { active, unfinished, doubt } = live;
  const account = active === null ? null : await readItem(context.local, accountItem(active));
  if (account === null || (unfinished === null && doubt?.by !== 'proof')) return state;
  const before: Live = { ...live, ...unfinished, unfinished: null, doubt: null, script: null, bounced: null };
  const isTheirs = before.lapsed || (await isStillOf(context, state, before.active, jar));
  const now = isTheirs ? before : { ...signedOut, since: live.since };
  // One that was only thought to have come back stands as it did.
  const isUntouched = unfinished === null || live.bounced !== null;
  const made = isUntouched ? [] : [entry(accountItem(account.id), { ...account, ended: true })];
  const isNone = unfinished !== null && isMadeOf(live, account);
  const site = isNone ? withoutRow(context, state.site, account.id) : state.site;
  await writeItems(context.local, [entry(liveItem(place), now), entry(siteItem(site.id), site), ...made]);
  if (isNone) await drop(context, place, account.id);
  context.ports.announce.changed(place.siteId);
  return { ...state, live: now, site: (await readItem(context.local, siteItem(place.siteId))) ?? state.site };
}

async function isStillOf(
  { vault }: Context,
  { site }: PlaceState,
  id: AccountId | null,
  { cookies }: Jar,
): Promise<boolean> {
  const stored = id === null ? null : await vault.jarOf(id).catch(() => null);
  return stored === null || sharesSignIn(coveredBy(site, stored).cookies, cookies);
}

/** Whether an account was made of the very sign-in that is live. Where there is a doubt, another has come over it since. */
export function isMadeOf({ since, doubt }: Live, { named, person, addedAt }: Account): boolean {
  return doubt === null && !named && person === null && since > 0 && addedAt >= since;
}

/** Without an account that turned out to be none, or to be another: written together with whose the live jar is instead. */
export function withoutRow({ ports }: Context, site: SiteRecord, id: AccountId): SiteRecord {
  return withLeaving(site, id, { until: ports.clock.now(), wasActive: false, known: false });
}

/** Lets go of what is left of such an account. The one who dies in between leaves it to `purge`. */
export async function drop(context: Context, place: Place, id: AccountId): Promise<void> {
  const { site, settling } = await readItems(context.local, {
    site: siteItem(place.siteId),
    settling: settlingItem(place),
  });
  if (site === null) return;
  if (settling !== null)
    await writeItems(context.local, [entry(settlingItem(place), withoutParty(settling, id))]);
  await context.vault.forget(id);
  const leaving = site.leaving.filter((one) => one.id !== id);
  await writeItems(context.local, [entry(siteItem(site.id), { ...site, leaving })]);
  await context.local.remove([accountItem(id).key]);
  context.ports.announce.changed(site.id);
}

function withoutParty(settling: Settling, id: AccountId): Settling {
  const { from, to } = settling;
  return { ...settling, from: from === id ? null : from, to: to === id ? null : to };
}
