import { type Identity, identityIn } from '@/domain/identity';
import type { PageLook } from '@/domain/identity/page-look';
import type { Jar } from '@/domain/jar';
import { ownStorage } from '@/domain/jar/carried';
import type { Live } from '@/domain/jar/live';
import { isShared } from '@/domain/site/shared-origin';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { isGranted } from '../granted';
import { sharedAt } from '../place/left-alone';
import type { Tab } from '../ports';
import type { TabSite } from '../sites';

/** What is seen of whoever is signed in, in one look at a page. */
export interface Seen {
  readonly tab: Tab;
  /** Cookies, and what the page's origin keeps that is not large. */
  readonly jar: Jar;
  readonly look: PageLook;
  /** The page was asked for when the live jar was already whose it is now; never one of an origin that the accounts share. */
  readonly isNew: boolean;
  /** It is what the very request was answered with, or led to, by which somebody signed in; neither. */
  readonly isItsAnswer: boolean;
  readonly who: Identity | null;
}

/** Milliseconds between what a page and what the browser tell of one answer. */
const delivery = 100;

/** @returns `null` where the page cannot be looked into */
export async function see(
  context: Context,
  { place, site }: TabSite,
  live: Live,
  tab: Tab,
): Promise<Seen | null> {
  const { ports } = context;
  if (!(await isGranted(context, site))) return null;
  const [look, captured, shared] = await Promise.all([
    ports.tabs.look(tab.id),
    captureCookies(ports, site, place.storeId),
    sharedAt(context, place, site),
  ]);
  if (look === null) return null;
  const stored = ownStorage(shared, {
    origins: [{ origin: look.origin, local: look.local, databases: null, caches: null }],
    tabs: [{ tabId: tab.id, origin: look.origin, session: look.session }],
  });
  const jar: Jar = { ...captured, ...stored };
  const isCommon = isShared(shared, look.origin);
  const rows = isCommon || site.carried.databases === 'shared' ? [] : look.rows;
  const ours = ports.clock.now() - ports.clock.wall();
  const changedAt = Math.max(live.since, live.doubt?.at ?? 0);
  const isNew = !isCommon && look.askedAt + ours >= changedAt;
  const isItsAnswer =
    !isCommon && look.begunAt + ours <= changedAt && look.answeredAt + ours >= changedAt - delivery;
  return { tab, jar, look, isNew, isItsAnswer, who: identityIn(jar, isNew ? look.facts : null, rows) };
}

/** What a page's storage was read for in part is unread. */
export function withoutRest(jar: Jar): Jar {
  return { ...jar, origins: [], tabs: [] };
}
