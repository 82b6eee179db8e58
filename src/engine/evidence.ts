import type { Place } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import { type Evidence, evidenceIn, storedEvidence } from '@/domain/sign-in';
import type { SiteRecord } from '@/domain/site-record';
import type { DumpId } from '@/domain/web-storage';
import { readItem } from '@/storage/item';
import { signInOpenItem } from '@/storage/schema';
import type { Context } from './context';
import { captureCookies } from './drivers/jar';
import { tabsOfSite } from './pages';
import type { Tab } from './ports';

/** What tells whether somebody is signed in while pages run. What they keep is looked at, not captured: it may change meanwhile. */

/** How many pages are looked into at most. */
const enough = 4;

export interface Found {
  /** The cookies alone. */
  readonly jar: Jar;
  readonly evidence: Evidence;
  /** With what the nearest pages keep, as it was at that moment. */
  readonly seen: Jar;
}

export async function findEvidence(context: Context, place: Place, site: SiteRecord): Promise<Found> {
  const [jar, stored] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    peek(context, place, site),
  ]);
  const seen: Jar = { ...jar, ...stored };
  return { jar, evidence: evidenceIn(seen), seen };
}

/**
 * Whether somebody signed in since the last switch with something that is no cookie. A token alone is no proof; that the
 * site was sent something meanwhile, as sign-ins do, makes it one.
 */
export async function hasSignedInStored(context: Context, place: Place, site: SiteRecord): Promise<boolean> {
  const openedAt = await readItem(context.session, signInOpenItem(place));
  return openedAt !== null && storedEvidence(await peek(context, place, site)) === 'signed-in';
}

/** What the pages in front keep, as far as they let us see it now. */
async function peek(
  context: Context,
  place: Place,
  site: SiteRecord,
): Promise<Pick<Jar, 'origins' | 'tabs'>> {
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  const nearest = tabs.toSorted((a, b) => nearness(place, b) - nearness(place, a)).slice(0, enough);
  const found = await Promise.all(nearest.map((tab) => peekInto(context, tab).catch(() => emptyJar)));
  return { origins: found.flatMap(({ origins }) => origins), tabs: found.flatMap(({ tabs: some }) => some) };
}

function nearness({ tabId }: Place, { id, front }: Tab): number {
  if (id === tabId) return 2;
  return front ? 1 : 0;
}

async function peekInto({ ports }: Context, { id, url }: Tab): Promise<Jar> {
  const { origin } = new URL(url);
  const holdings = await ports.tabs.holdings(id);
  if (holdings.local + holdings.session + holdings.databases === 0) return emptyJar;
  const host = await ports.storage.inTab(id, origin);
  try {
    const [local, session, shapes] = await Promise.all([host.local(), host.session(), host.databases()]);
    const databases = shapes.map((shape) => ({ ...shape, dump: '' as DumpId }));
    return { cookies: [], origins: [{ origin, local, databases }], tabs: [{ tabId: id, origin, session }] };
  } finally {
    await host.close();
  }
}
