import type { Cookie } from '@/domain/cookie';
import type { AccountId } from '@/domain/ids';
import { coveredBy } from '@/domain/jar';
import { mayKnow } from '@/domain/sign-out';
import { type KnownSignOut, knownSignOuts, type Library } from '@/domain/sign-out/known-sign-outs';
import type { SiteRecord } from '@/domain/site/site-record';
import type { Context } from '../context';
import { withoutShared } from '../drivers/jar';
import { knownOrigins } from '../sites/origins';

/** What the jar of an account tells alone of how its session ends at the server. */

/** What an account is signed in by; `null` for nobody, and where that is not known, or counts for nothing. */
export async function libraryOf(
  context: Context,
  site: SiteRecord,
  id: AccountId | null,
): Promise<Library | null> {
  const cookies = id !== null && mayKnow(site) ? await ownCookies(context, site, id).catch(() => null) : null;
  const [known] = cookies === null ? [] : await knownIn(context, site, cookies);
  return known?.library ?? null;
}

/** Nothing where its person has said otherwise. */
export async function knownIn(
  context: Context,
  site: SiteRecord,
  cookies: readonly Cookie[],
): Promise<readonly KnownSignOut[]> {
  if (!mayKnow(site)) return [];
  const origins = await knownOrigins(context, site.id);
  const seen = origins.map(({ origin }) => origin);
  return knownSignOuts(site, cookies, seen, context.ports.clock.wall() / 1000);
}

/** The cookies that are an account's own, as they are stored; `null` where none are. @throws AppError `jar/unreadable` */
export async function ownCookies(
  { vault }: Context,
  site: SiteRecord,
  id: AccountId,
): Promise<readonly Cookie[] | null> {
  const jar = await vault.jarOf(id);
  return jar === null ? null : withoutShared(coveredBy(site, jar), site).cookies;
}
