import { coveredBy, emptyJar, keepsStorage } from '@/domain/jar';
import { type Live, mayBeAnother } from '@/domain/jar/live';
import { droppedByQuit, type Settling, wasRolledBack } from '@/domain/jar/settling';
import { evidenceIn, keepsSignIn } from '@/domain/sign-in';
import { readItem } from '@/storage/item';
import { settlingItem } from '@/storage/schema';
import type { Context } from '../context';
import { captureCookies, plantCookies, withoutShared } from '../drivers/jar';
import { restoreEntries } from '../drivers/plant-storage';
import { pageOf, showPages, tabsOfSite } from '../pages';
import { hasSlept } from '../place/away';
import type { PlaceState } from '../place/place-state';
import { atRest, unblock } from './at-rest';

/** What the end of the browser did to the live jar: a crash brings back what was there before, a quit drops session cookies. */

/**
 * Right after the browser has started, before anything is captured: undoes what its end did to the live jar. Pages that
 * were loaded already are loaded again.
 */
export async function repairAfterStart(context: Context, state: PlaceState): Promise<void> {
  const settling = await readItem(context.local, settlingItem(state.place));
  if (settling !== null && isLastChange(state.live, settling) && (await plantAgain(context, state, settling)))
    return;
  if (await returnDropped(context, state)) await reloadPages(context, state);
}

/** Whoever came after the switch, or may have come over its target, is stored nowhere: what is live is all that there is of them. */
function isLastChange({ active, doubt }: Live, { to, read }: Settling): boolean {
  return !read && to === active && !mayBeAnother(doubt);
}

/**
 * Puts the target of the switch back where a crash took it away, unless its site has signed it out since.
 * @returns whether it did anything
 */
async function plantAgain(context: Context, state: PlaceState, { from, to }: Settling): Promise<boolean> {
  const { ports, vault } = context;
  const { place, site, live: known } = state;
  const [live, stored, planted] = await Promise.all([
    captureCookies(ports, site, place.storeId),
    from === null ? vault.held(place).catch(() => null) : vault.jarOf(from),
    to === null || known.lapsed ? emptyJar : vault.jarOf(to),
  ]);
  if (planted === null) return false;
  const target = coveredBy(site, planted);
  const before = coveredBy(site, stored ?? emptyJar);
  const cookies = site.carried.cookies === 'own' && wasRolledBack(withoutShared(live, site), before, target);
  if (cookies) await plantCookies(ports, site, place.storeId, live, target);
  if (!keepsStorage(before) && !keepsStorage(target)) {
    if (cookies) await reloadPages(context, state);
    return cookies;
  }
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  await ports.barrier.raise(site, place.storeId);
  try {
    await atRest(context, place, site, [target, before], (reach) => restoreEntries(reach, before, target));
  } finally {
    await unblock(context, place, site);
    await showPages(context, place, site, tabs.map(pageOf), false);
  }
  return true;
}

async function reloadPages(context: Context, { place, site }: PlaceState): Promise<void> {
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  await Promise.all(tabs.map(({ id }) => context.ports.tabs.reload(id)));
}

async function returnDropped(context: Context, { place, site, live }: PlaceState): Promise<boolean> {
  if (live.active === null || live.lapsed || site.carried.cookies !== 'own') return false;
  const [now, stored] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    context.vault.jarOf(live.active),
  ]);
  if (stored === null) return false;
  const kept = coveredBy(site, stored);
  // Of whoever may be somebody else not half a sign-in is given back beside theirs.
  const isTheirs = live.doubt === null && (keepsSignIn(now, kept) || (await hasSlept(context)));
  if (evidenceIn(now) === 'signed-in' && !isTheirs) return false;
  const dropped = droppedByQuit(now, kept);
  for (const cookie of dropped) await context.ports.cookies.set(cookie, place.storeId);
  return dropped.length > 0;
}
