import { AppError } from '@/domain/app-error';
import type { Place } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import type { Journal, OpenPage } from '@/domain/jar/live';
import type { Settling } from '@/domain/jar/settling';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { journalItem, settlingItem } from '@/storage/schema';
import type { Context } from '../context';
import { captureCookies, plantJar, requirePermission, targetJar } from '../drivers/jar';
import { newsOf } from '../drivers/reach';
import { quietEntries, showPages } from '../pages';
import { releaseSleepers } from '../pages/sleepers';
import { noteOrigins } from '../sites/origins';
import { atRest, unblock } from './at-rest';
import { wakeForNext } from './settle';

/** How a switch ends: forward from its commit, and back before it. The journal says how far it came, whoever reads it. */

/**
 * Ends a switch that is open in the journal: forward from its commit, and back to what was before it otherwise.
 * @throws AppError `switch/unrepaired`, the journal staying open for the next try
 */
export async function recover(context: Context, place: Place, site: SiteRecord): Promise<void> {
  const journal = await readItem(context.local, journalItem(place));
  // An update of the extension has forgotten which page an empty tab stands for.
  if (journal !== null) await writeItems(context.session, quietEntries(journal.pages));
  if (journal === null) await unblock(context, place, site);
  else if (journal.phase === 'committed') await goOn(context, place, site, journal);
  else await goBack(context, place, site, journal);
}

/** From the commit on: new pages are let through and shown, and then there is nothing open any more. */
export async function goOn(
  context: Context,
  place: Place,
  site: SiteRecord,
  journal: Journal,
  noted?: Promise<void>,
): Promise<void> {
  const { ports } = context;
  await ports.barrier.open(site, place.storeId);
  await releaseSleepers(context, place);
  await Promise.all([showPages(context, place, site, journal.pages, true), noted]);
  await close(context, place, journal);
  const settling = await readItem(context.local, settlingItem(place));
  if (settling !== null) await wakeForNext(context, place, settling);
}

/** Puts the held jar back; who is active has not changed. */
async function goBack(context: Context, place: Place, site: SiteRecord, journal: Journal): Promise<void> {
  const { ports } = context;
  try {
    // Without it the pages could not be shown again either.
    await requirePermission(ports, site);
    const pages = journal.phase === 'held' ? await putBack(context, place, site, journal) : journal.pages;
    await unblock(context, place, site);
    await releaseSleepers(context, place, journal.from);
    await showPages(context, place, site, pages, false);
    await close(context, place, journal);
  } catch (error) {
    throw new AppError('switch/unrepaired', place.siteId, { cause: error });
  }
}

/** @returns the pages that have to be shown again */
async function putBack(
  context: Context,
  place: Place,
  site: SiteRecord,
  journal: Journal,
): Promise<OpenPage[]> {
  const { ports, local } = context;
  const held = await heldJar(context, place, site, journal);
  const quiet = await atRest(context, place, site, [held], async (reach) => {
    const live = await captureCookies(ports, site, place.storeId);
    await plantJar(context, site, place.storeId, reach, live, held);
    await noteOrigins(context, place, newsOf(reach, held), journal.startedAt);
  });
  const { from: to, to: from } = journal;
  const undone: Settling = { from, to, since: ports.clock.now(), read: false, late: null };
  await writeItems(local, [entry(settlingItem(place), undone)]);
  const others = journal.pages.filter(({ id }) => !quiet.some((page) => page.id === id));
  return [...quiet, ...others];
}

/** The database of held jars can be lost in the crash; what is stored of the account is the next best. */
async function heldJar(
  context: Context,
  place: Place,
  site: SiteRecord,
  { from, asStored }: Journal,
): Promise<Jar> {
  const held = asStored ? null : await context.vault.held(place);
  return held === null ? targetJar(context, site, from) : coveredBy(site, held);
}

/**
 * What is left of the held jar when this fails is written over by the next switch that holds one. What was nobody's is stored nowhere else:
 * it stays until the switch is on disk, for it tells whether a crash has brought it back. The alarm stays: it has taken the
 * place of another, which may have been for a sign-out, or for what follows the switch before.
 */
async function close(
  { vault, local }: Context,
  place: Place,
  { asStored, from, phase }: Journal,
): Promise<void> {
  await writeItems(local, [entry(journalItem(place), null)]);
  if (asStored || (from === null && phase === 'committed')) return;
  const release = async () => {
    await vault.release(place);
    await vault.sweep();
  };
  await release().catch(() => undefined);
}
