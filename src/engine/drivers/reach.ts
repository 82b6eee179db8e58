import { AppError } from '@/domain/app-error';
import type { Place, TabId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { originIn } from '@/domain/jar';
import type { Carried } from '@/domain/jar/carried';
import type { OriginNews, OriginRecord } from '@/domain/jar/origin';
import { type Holdings, holdsSomething, sessionsFor } from '@/domain/jar/web-storage';
import { coversUrl } from '@/domain/site';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import type { Context } from '../context';
import type { QuietTab } from '../pages';
import { knownOrigins } from '../sites/origins';
import type { StorageHost } from '../storage-port';
import type { Move } from './moves';

/**
 * The ways in to what the origins of a Site keep, while one switch goes on. Only what is needed is opened: an origin that keeps
 * nothing and is to keep nothing costs nothing. Those that the accounts share are not among them.
 */
export interface Reach {
  readonly site: SiteRecord;
  readonly carried: Carried;
  readonly move: Move;
  readonly origins: readonly OriginWay[];
  readonly tabs: readonly TabWay[];
  /** Every tab there is, for what is owed to one that is gone. */
  readonly open: readonly TabId[];
}

/** `host: null`: nothing is there, and nothing is to be. */
export interface OriginWay {
  readonly origin: string;
  readonly host: StorageHost | null;
  /** What its frame was made from; `null` where none was needed. */
  readonly path: string | null;
}

export interface TabWay {
  readonly tabId: TabId;
  readonly origin: string;
  readonly host: StorageHost | null;
}

/** What is known of a Site's origins before a way in to them is opened. */
export interface Survey {
  readonly shown: readonly ShownTab[];
  readonly open: readonly TabId[];
}

/** @throws AppError `origin/silent` with the origin of a page that does not say what is kept there */
export async function survey(
  { ports }: Pick<Context, 'ports'>,
  place: Place,
  site: SiteRecord,
  quiet: readonly QuietTab[],
): Promise<Survey> {
  const own = quiet.filter(({ url }) => !isShared(site, url));
  const [open, held] = await Promise.all([ports.tabs.all(place.storeId), Promise.all(own.map(heldBy))]);
  const shown = held.flatMap(({ origin, ...tab }) =>
    origin !== null && isExchanged(site, origin) ? [{ ...tab, origin }] : [],
  );
  return { shown, open: open.map(({ id }) => id) };
}

async function heldBy({ id, url, holdings }: QuietTab): Promise<Holdings & { readonly id: TabId }> {
  const held = await holdings;
  if (held === null) throw new AppError('origin/silent', new URL(url).origin);
  return { id, ...held };
}

/** The origin answers: it is the page that would be in the way of the next switch too. */
function asSilent(error: unknown): never {
  const isOut = error instanceof AppError && error.code === 'origin/unreachable';
  throw isOut ? new AppError('origin/silent', error.subject, { cause: error }) : error;
}

/**
 * @param jars whatever may be planted, or may have been in part
 * @throws AppError `origin/unreachable`, or `origin/silent` where a tab shows it, with nothing left open
 */
export async function openReach(
  context: Context,
  place: Place,
  site: SiteRecord,
  { shown, open: ids }: Survey,
  jars: readonly Jar[],
  move: Move,
): Promise<Reach> {
  const records = await knownOrigins(context, site.id);
  const { carried } = site;
  const isLeftAlone =
    carried.local === 'shared' &&
    carried.databases === 'shared' &&
    carried.caches === 'deleted' &&
    context.ports.caches.dropsStored;
  const countsCaches = carried.caches === 'own' || removesCaches(context, site);
  const hosts = new Map<TabId, Promise<StorageHost>>();
  const hostIn = (tab: ShownTab): Promise<StorageHost> => {
    const host = hosts.get(tab.id) ?? context.ports.storage.inTab(tab.id, tab.origin).catch(asSilent);
    hosts.set(tab.id, host);
    return host;
  };
  const tabs = shown.map(async (tab): Promise<TabWay> => {
    const needed =
      carried.session !== 'shared' && (tab.session > 0 || jars.some((jar) => isOwed(jar, tab, ids)));
    return { tabId: tab.id, origin: tab.origin, host: needed ? await hostIn(tab) : null };
  });
  const everywhere = everyOrigin(records, shown, jars).filter((origin) => isExchanged(site, origin));
  const origins = everywhere.map(async (origin): Promise<OriginWay> => {
    if (isLeftAlone) return { origin, host: null, path: null };
    const wanted = jars.some((jar) => holdsSomething(originIn(jar, origin)));
    const [first, ...others] = shown.filter((tab) => tab.origin === origin);
    if (first !== undefined) {
      const holds = [first, ...others].some(
        ({ local, databases, caches }) => local + databases + (countsCaches ? caches : 0) > 0,
      );
      return { origin, host: wanted || holds ? await hostIn(first) : null, path: null };
    }
    const record = records.find((one) => one.origin === origin);
    if (!wanted && record?.emptyIn.includes(place.storeId)) return { origin, host: null, path: null };
    return { origin, ...(await context.ports.storage.inFrame(origin, record?.path ?? null, place.storeId)) };
  });
  const [tabWays, originWays] = await Promise.all([settle(tabs), settle(origins)]);
  const reach: Reach = { site, carried, move, tabs: tabWays.done, origins: originWays.done, open: ids };
  const failed = [...tabWays.failed, ...originWays.failed];
  if (failed.length === 0) return reach;
  await closeReach(reach);
  throw failed[0];
}

/** Whether what service workers have stored goes by the way in to each origin. */
export function removesCaches({ ports }: Context, { carried }: Pick<SiteRecord, 'carried'>): boolean {
  return carried.caches === 'deleted' && !ports.caches.dropsStored;
}

export async function closeReach({ origins, tabs }: Reach): Promise<void> {
  const hosts = new Set([...origins, ...tabs].flatMap(({ host }) => host ?? []));
  await Promise.allSettled([...hosts].map((host) => host.close()));
}

/** What a switch knows of each origin once `jar` is live there. What was left alone may hold anything. */
export function newsOf({ origins, carried }: Reach, jar: Jar): OriginNews[] {
  const isKnown = carried.local !== 'shared' && carried.databases !== 'shared';
  return origins.map(({ origin, path }) => ({
    origin,
    path,
    empty: isKnown && !holdsSomething(originIn(jar, origin)),
  }));
}

function isExchanged(site: SiteRecord, origin: string): boolean {
  return coversUrl(site, origin) && !isShared(site, origin);
}

interface ShownTab {
  readonly id: TabId;
  readonly origin: string;
  readonly session: number;
  readonly local: number;
  readonly databases: number;
  readonly caches: number;
}

function isOwed(jar: Jar, { id, origin }: ShownTab, open: readonly TabId[]): boolean {
  return sessionsFor(jar.tabs, [{ tabId: id, origin }], open).some(({ session }) => session.length > 0);
}

function everyOrigin(
  records: readonly OriginRecord[],
  shown: readonly ShownTab[],
  jars: readonly Jar[],
): string[] {
  const stored = jars.flatMap((jar) => jar.origins.filter(holdsSomething));
  return [...new Set([...records, ...shown, ...stored].map(({ origin }) => origin))];
}

async function settle<Value>(work: readonly Promise<Value>[]): Promise<{ done: Value[]; failed: unknown[] }> {
  const results = await Promise.allSettled(work);
  return {
    done: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    failed: results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
  };
}
