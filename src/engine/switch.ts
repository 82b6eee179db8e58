import type { AccountId } from '@/domain/ids';
import { isAsGood, isBrief, type Jar } from '@/domain/jar';
import type { Journal } from '@/domain/jar/live';
import type { OriginNews } from '@/domain/jar/origin';
import type { Settling } from '@/domain/jar/settling';
import { usesSession } from '@/domain/jar/sleeper';
import { coversUrl } from '@/domain/site';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import {
  accountItem,
  commonItem,
  journalItem,
  liveItem,
  settlingItem,
  signInOpenItem,
} from '@/storage/schema';
import { accountEntries } from './accounts/account-news';
import { allEnded } from './all-ended';
import type { Context } from './context';
import { captureStorage } from './drivers/capture-storage';
import { captureCookies, plantJar, requirePermission, targetJar } from './drivers/jar';
import type { Move } from './drivers/moves';
import { closeReach, newsOf, openReach, survey } from './drivers/reach';
import { readAhead } from './drivers/read-ahead';
import { askPages, pageOf, quietEntries, quietPages, refuseWritten, tabsOfSite } from './pages';
import { hushSleepers, wakeSleepers } from './pages/sleepers';
import type { Ports, Tab } from './ports';
import { knownOrigins, noteOrigins, noticeVisits } from './sites/origins';
import { ownedOrder, storedOf } from './switch/owner';
import { goOn, recover } from './switch/recover';
import type { SwitchOrder } from './switch/switch-order';

/**
 * The Switch: one account's jar in place of another's, or nobody's.
 *
 *   asked ─▶ begun ─▶ barrier up, pages quiet ─▶ captured ─▶ held ─▶ planted ─▶ verified ─▶ committed ─▶ pages shown ─▶ settled
 *     │        └──────────────┴──────────────────────┴────────┴─────────┴──────────┴──▶ undone (or left to recovery)
 *     └──▶ refused, nothing touched
 *
 * Promises. The journal is begun before a page is touched, and says `held` before the live jar is: by then that is kept
 * (under its owner and as what undo puts back), so that the journal never points at what is not there. Who is active changes
 * in one write together with the journal's `committed`: before it recovery goes back, after it forward. No page of the Site
 * runs, and no answer sets a cookie, from before the capture until after the commit.
 *
 * Runs under the Place's lock, which its callers hold.
 */

/** @throws AppError with nothing changed, or `switch/unrepaired` when even putting back failed and recovery has to */
export async function carryOut(context: Context, order: SwitchOrder): Promise<void> {
  const { ports } = context;
  const { site, place } = order;
  await wakeSleepers(context, place, site);
  const [tabs, target, stored, common] = await Promise.all([
    tabsOfSite(context, place, site),
    targetJar(context, site, order.to),
    storedOf(context, order.from),
    readItem(context.local, commonItem(place)),
    requirePermission(ports, site),
  ]);
  const journal: Journal = {
    phase: 'begun',
    pages: tabs.filter(({ awake }) => awake).map(pageOf),
    from: order.from,
    to: order.to,
    startedAt: ports.clock.now(),
    asStored: false,
  };
  let done: Exchanged;
  try {
    const begun = await begin(context, order, journal, tabs);
    const jars = { stored, target, common };
    done = await context.moves.run(place, (move) => exchange(context, order, begun, tabs, jars, move));
  } catch (error) {
    await recover(context, place, site);
    throw error;
  }
  await Promise.all([goOn(context, place, site, done.journal, done.noted), noteUse(context, order.to)]);
  ports.announce.changed(place.siteId);
}

/** For the list in the order of use; lost in a crash, it is of no account. */
async function noteUse({ local, ports }: Context, to: AccountId | null): Promise<void> {
  const account = to === null ? null : await readItem(local, accountItem(to));
  if (account === null) return;
  await writeItems(local, [entry(accountItem(account.id), { ...account, usedAt: ports.clock.now() })]);
}

interface Jars {
  /** What is kept of whoever is thought to be live. */
  readonly stored: Jar | null;
  readonly target: Jar;
  /** Origins that may keep what is another account's. */
  readonly common: readonly string[];
}

interface Exchanged {
  /** As it stands after the commit. */
  readonly journal: Journal;
  /** What is known of the Site's origins from then on is written down; nobody has to wait for that but the journal's end. */
  readonly noted: Promise<void>;
}

/**
 * All at once, but for the barrier: an answer that it has taken the cookies off is filed by what the journal says.
 * @returns the journal with the time from which on nothing more goes out for the account before
 */
async function begin(
  context: Context,
  order: SwitchOrder,
  journal: Journal,
  tabs: readonly Tab[],
): Promise<Journal> {
  const { ports, local, session } = context;
  const { place, site } = order;
  let raisedAt = journal.startedAt;
  const journaled = writeItems(local, [entry(journalItem(place), journal)]);
  const raise = async () => {
    await journaled;
    await ports.barrier.raise(site, place.storeId);
    raisedAt = ports.clock.now();
  };
  const visit = async () => {
    const loaded = await askPages(context, tabs);
    await noticeVisits(
      context,
      place,
      loaded.map(({ url }) => url),
    );
  };
  await allEnded([
    journaled,
    // A form that was sent before says nothing about the cookies that the site gives to whoever comes next.
    writeItems(session, [entry(signInOpenItem(place), null), ...quietEntries(journal.pages)]),
    ports.wake.arm(place, 0),
    raise(),
    visit(),
    refuseWritten(context, place, site, tabs),
  ]);
  // Only now none can be added: a page that renews its token all the time has sent the next with the answer to the one before.
  await ports.requests.writesEnd(site);
  return { ...journal, startedAt: raisedAt };
}

/** From quiet pages to the commit; where it ends early, the journal tells how far it came. */
async function exchange(
  context: Context,
  order: SwitchOrder,
  journal: Journal,
  tabs: readonly Tab[],
  { stored, target, common }: Jars,
  move: Move,
): Promise<Exchanged> {
  const { place, site } = order;
  const source = readAhead(context.vault, target);
  const brief = isBrief(target) && (stored === null || isBrief(stored));
  const quiet = await quietPages(context, place, tabs, target, brief);
  const held: Journal = { ...journal, phase: 'held', pages: quiet.map(pageOf) };
  const cookies = captureCookies(context.ports, site, place.storeId);
  // Awaited below; a way in that cannot be opened is told of first.
  cookies.catch(() => undefined);
  const [origins, seen] = await Promise.all([endWorkers(context, site), survey(context, place, site, quiet)]);
  // With the last page gone: a cached answer that still says who was signed in would be shown again (measured). Nobody misses it
  // should the switch be undone, so nothing has to be stored before.
  const dropped = context.ports.caches.dropAnswers(origins);
  dropped.catch(() => undefined);
  const reach = await openReach(context, place, site, seen, [target], move);
  try {
    const asleep = tabs.filter(({ awake }) => !awake).map(({ id }) => id);
    const read = { ...(await cookies), ...(await captureStorage(context, reach, stored)) };
    const before: Jar = { ...read, asleep, common };
    const owned = await ownedOrder(context, order, stored, before);
    const asStored = stored !== null && owned.from === order.from && isAsGood(before, stored);
    const journaled: Journal = { ...held, from: owned.from, asStored };
    await hold(context, owned, journaled, before, newsOf(reach, target));
    // By now the journal says whose they are, should this be undone.
    if (usesSession([stored, before, target])) await hushSleepers(context, place, site, tabs, owned.from);
    const own = origins.filter((origin) => !isShared(site, origin));
    const emptied = own.length > 0 ? context.ports.caches.dropStored(own) : undefined;
    // Into caches nothing may be put before what was there is gone.
    if (site.carried.caches === 'own') await emptied;
    // Whoever is switched to had signed in over the account before: what is live is newer than what is stored.
    const wanted = owned.from !== null && owned.from === owned.to ? before : target;
    const [planted] = await Promise.all([
      plantJar(context, site, place.storeId, reach, before, wanted, source),
      dropped,
      emptied,
    ]);
    const told = await accountEntries(context, owned, stored, before, planted);
    const also = [...told, ...(owned.also ?? [])];
    return await commit(context, { ...owned, also }, journaled, newsOf(reach, target));
  } finally {
    await closeReach(reach);
  }
}

/** They could write to any storage of their origin at any time. @returns every origin of the Site that is known */
async function endWorkers(context: Context, site: SiteRecord): Promise<string[]> {
  const known = (await knownOrigins(context, site.id)).map(({ origin }) => origin);
  const origins = known.filter((origin) => coversUrl(site, origin));
  await context.ports.caches.dropWorkers(origins);
  return origins;
}

/** The live jar is on disk before the journal says so, and that before the first of it goes. Most often it was stored long ago. */
async function hold(
  context: Context,
  { place, from }: SwitchOrder,
  held: Journal,
  before: Jar,
  news: readonly OriginNews[],
): Promise<void> {
  if (!held.asStored) await context.vault.hold(place, before, from);
  // From here on a switch that is cut short can have left something where nothing was.
  const filled = news.filter(({ empty }) => !empty);
  if (filled.length > 0) await noteOrigins(context, place, filled, held.startedAt);
  await writeItems(context.local, [entry(journalItem(place), held)]);
}

async function commit(
  context: Context,
  order: SwitchOrder,
  held: Journal,
  news: readonly OriginNews[],
): Promise<Exchanged> {
  const { place, site, live, also = [] } = order;
  const journal: Journal = { ...held, phase: 'committed' };
  await writeItems(context.local, [
    entry(liveItem(place), { ...live, since: context.ports.clock.now() }),
    entry(commonItem(place), site.sharedOrigins),
    entry(journalItem(place), journal),
    entry(settlingItem(place), settlingOf(order, held, context.ports)),
    ...also,
  ]);
  const noted = noteOrigins(context, place, news, held.startedAt);
  // Awaited before the journal ends; should the pages not be shown, that is told first.
  noted.catch(() => undefined);
  return { journal, noted };
}

function settlingOf({ from, to }: SwitchOrder, { startedAt }: Journal, { clock, ids }: Ports): Settling {
  const since = clock.now();
  const late = from === null ? null : { account: from, before: startedAt, worker: ids.worker, domains: null };
  return { from, to, since, read: false, late };
}
