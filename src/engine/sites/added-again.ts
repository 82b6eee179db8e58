import type { AccountId, Place } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { liveAs } from '@/domain/jar/live';
import { evidenceIn, keepsSignIn } from '@/domain/sign-in';
import type { SiteRecord } from '@/domain/site/site-record';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { carryOut } from '../switch';

/**
 * A domain that was a Site's before becomes one of its domains again. What accounts have stored of it has stayed in their jars, and what is
 * live there has been left alone: it can be somebody else's than who is active by now.
 */

/**
 * Ends with the active account's own there, where it has any, and with whoever's was there put away. A sign-in that nobody has stored stays: the
 * account's own can have been renewed, with nobody seeing it.
 * @param place of the domain alone; @param site the domain alone
 * @param listed whoever may be known there, of the Site that it comes to
 * @returns whether anything was done
 */
export async function bringBack(
  context: Context,
  place: Place,
  site: SiteRecord,
  listed: readonly AccountId[],
  active: AccountId,
): Promise<boolean> {
  const live = await captureCookies(context.ports, site, place.storeId);
  const own = await partOf(context, site, active);
  if (own !== null && keepsSignIn(own, live)) return false;
  const owner = await ownerOf(context, site, listed, live);
  const isBack = own !== null && evidenceIn(own) === 'signed-in';
  if (owner === null && (!isBack || evidenceIn(live) !== 'nobody')) return false;
  await carryOut(context, { place, site, from: owner, to: own && active, live: liveAs(null) });
  return true;
}

/** Whose it is still, of those who are listed; `null` where nobody can tell. */
export async function ownerThere(
  context: Context,
  place: Place,
  site: SiteRecord,
  listed: readonly AccountId[],
): Promise<AccountId | null> {
  // A container that is gone holds nobody up.
  const live = await captureCookies(context.ports, site, place.storeId).catch(() => null);
  return live && ownerOf(context, site, listed, live);
}

/** Whoever has the very sign-in stored. */
async function ownerOf(
  context: Context,
  site: SiteRecord,
  listed: readonly AccountId[],
  live: Jar,
): Promise<AccountId | null> {
  if (evidenceIn(live) !== 'signed-in') return null;
  for (const id of listed) {
    const part = await partOf(context, site, id);
    if (part !== null && keepsSignIn(part, live)) return id;
  }
  return null;
}

/** What is stored of an account about this domain. One that cannot be read tells nothing. */
async function partOf({ vault }: Context, site: SiteRecord, id: AccountId): Promise<Jar | null> {
  const jar = await vault.jarOf(id).catch(() => null);
  return jar && coveredBy(site, jar);
}
