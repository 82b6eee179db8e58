import type { Place } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import { ownStorage } from '@/domain/jar/carried';
import type { DumpId } from '@/domain/jar/web-storage';
import { type Evidence, evidenceIn, storedEvidence } from '@/domain/sign-in';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem } from '@/storage/item';
import { signInOpenItem, sleepersItem } from '@/storage/schema';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { tabsOfSite } from '../pages';
import { sharedAt } from '../place/left-alone';
import type { Tab } from '../ports';

/** What tells whether somebody is signed in while pages run. What they keep is looked at, not captured: it may change meanwhile. */

/** How many pages are looked into at most. */
const enough = 4;

export interface Found {
  /** The cookies, and the entries that the nearest pages keep; databases are unread. Good enough to keep until it is captured. */
  readonly jar: Jar;
  readonly evidence: Evidence;
}

export async function findEvidence(context: Context, place: Place, site: SiteRecord): Promise<Found> {
  const [captured, stored] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    peek(context, place, site),
  ]);
  const jar = { ...captured, ...stored };
  return { jar: entriesOf(jar), evidence: evidenceIn(jar) };
}

/**
 * The jar of somebody who signed in since the last switch with something that is no cookie, or `null`. A token alone is no
 * proof; that the site was sent something meanwhile, as sign-ins do, makes it one.
 */
export async function findStoredSignIn(
  context: Context,
  place: Place,
  site: SiteRecord,
): Promise<Jar | null> {
  if ((await readItem(context.session, signInOpenItem(place))) === null) return null;
  const stored = await peek(context, place, site);
  if (storedEvidence(stored) !== 'signed-in') return null;
  return entriesOf({ ...(await captureCookies(context.ports, site, place.storeId)), ...stored });
}

/** Two tabs of one origin have seen the same localStorage. */
function entriesOf(seen: Jar): Jar {
  const byOrigin = new Map(seen.origins.map((one) => [one.origin, one]));
  const origins = [...byOrigin.values()].map((one) => ({ ...one, databases: null, caches: null }));
  return { ...seen, origins };
}

/** What the pages in front keep of one account alone, as far as they let us see it now. */
async function peek(
  context: Context,
  place: Place,
  site: SiteRecord,
): Promise<Pick<Jar, 'origins' | 'tabs'>> {
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  const sleepers = await readItem(context.local, sleepersItem(place));
  const shared = await sharedAt(context, place, site);
  const own = tabs.filter(
    ({ id, url }) => !isShared(shared, url) && sleepers.every(({ tabId }) => tabId !== id),
  );
  const nearest = own.toSorted((a, b) => nearness(place, b) - nearness(place, a)).slice(0, enough);
  const found = await Promise.all(nearest.map((tab) => peekInto(context, tab).catch(() => emptyJar)));
  return ownStorage(shared, {
    origins: found.flatMap(({ origins }) => origins),
    tabs: found.flatMap(({ tabs: some }) => some),
  });
}

function nearness({ tabId }: Place, { id, front }: Tab): number {
  if (id === tabId) return 2;
  return front ? 1 : 0;
}

async function peekInto({ ports }: Context, { id, url }: Tab): Promise<Jar> {
  const { origin } = new URL(url);
  const holdings = await ports.tabs.holdings(id);
  if (holdings === null || holdings.local + holdings.session + holdings.databases === 0) return emptyJar;
  const host = await ports.storage.inTab(id, origin);
  try {
    const [local, session, shapes] = await Promise.all([host.local(), host.session(), host.databases()]);
    const databases = shapes.map((shape) => ({ ...shape, dump: '' as DumpId }));
    return {
      cookies: [],
      origins: [{ origin, local, databases, caches: null }],
      tabs: [{ tabId: id, origin, session }],
    };
  } finally {
    await host.close();
  }
}
