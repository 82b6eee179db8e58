import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import { requireLongEnough } from '@/domain/passphrase';
import { entry, readItem, readReadable, writeItems } from '@/storage/item';
import { liveItem, wasLockedItem, watchedItem } from '@/storage/schema';
import type { Context } from './context';
import { aloneWithKey, reseal } from './place/key';
import { atPlaces, keepLast } from './place/last-look';
import { placesOf } from './place/places';
import { isStarting } from './place/start';
import { tendAll } from './place/tend';
import { requireUnlocked } from './place/unlocked';
import { sitesInUse } from './sites';
import { resume } from './switch/resume';

/**
 * The passphrase under which jars are stored. Locked, Hatrack is as if it were turned off: it sees nothing, does nothing, and keeps what it
 * has. Unlocked, it looks at what has become of each live jar meanwhile, as it does when it is turned on again; so nothing else may open it.
 */

/** @throws AppError `vault/short`, `vault/passphrase` where there is one, `storage/failed`, `vault/unfinished` */
export async function setPassphrase(context: Context, passphrase: string): Promise<void> {
  requireLongEnough(passphrase);
  await sealing(context, () => context.vault.seal.set(passphrase));
}

/** @throws AppError `vault/short`, `vault/locked`, `vault/passphrase` where the first is not the one, `storage/failed`, `vault/unfinished` */
export async function changePassphrase(context: Context, passphrase: string, next: string): Promise<void> {
  requireLongEnough(next);
  await sealing(context, async () => {
    await requireUnlocked(context);
    await context.vault.seal.change(passphrase, next);
  });
}

/** @throws AppError `vault/locked`, `vault/passphrase` where it is not the one, `storage/failed` */
export async function removePassphrase(context: Context, passphrase: string): Promise<void> {
  await resealing(context, async () => {
    await requireUnlocked(context);
    await context.vault.seal.remove(passphrase);
  });
}

/** @throws AppError `vault/passphrase` where it is not the one */
export async function unlock(context: Context, passphrase: string): Promise<void> {
  const sites = await sitesInUse(context);
  const places = await placesOf(
    context,
    sites.map(({ id }) => id),
  );
  // What cannot be read of one site keeps nobody from the others.
  const lives = await readReadable(context.local, places.map(liveItem));
  const isStart = await isStarting(context);
  // First: once it is open the next event looks at what is live, and must not take it for watched.
  await writeItems(context.session, [entry(wasLockedItem, true)]);
  await context.session.remove(places.map((place) => watchedItem(place).key));
  await aloneWithKey(context, () => context.vault.seal.unlock(passphrase));
  await tendAll(context, null);
  if (isStart)
    await Promise.allSettled(
      places.map((place, at) => resumeUnlocked(context, place, lives[at]?.active ?? null)),
    );
  tellAll(context, sites);
}

/** Whoever was active is found to be so no more where a visitor has come meanwhile. */
async function resumeUnlocked(context: Context, place: Place, id: AccountId | null): Promise<void> {
  const { active } = await readItem(context.local, liveItem(place));
  if (id !== null && active === null) await resume(context, place, id, active);
}

/** What goes on comes to its end, and who is active is stored once more. */
export async function lock(context: Context): Promise<void> {
  const sites = await sitesInUse(context);
  // One that cannot be looked at is locked all the same.
  await Promise.allSettled(sites.map(({ id }) => atPlaces(context, id, 'last look', keepLast)));
  await context.lock.atRest();
  await context.vault.seal.lock();
  tellAll(context, sites);
}

/** @throws AppError `vault/unfinished`: the passphrase is set, and what is left to do is done later */
async function sealing(context: Context, change: () => Promise<void>): Promise<void> {
  let isSet = false;
  const set = async () => {
    await change();
    isSet = true;
  };
  await resealing(context, set).catch((error: unknown) => {
    // Whoever took it for not set would not remember it.
    throw isSet ? new AppError('vault/unfinished', undefined, { cause: error }) : error;
  });
}

async function resealing(context: Context, change: () => Promise<void>): Promise<void> {
  try {
    await aloneWithKey(context, async () => {
      await change();
      await reseal(context);
    });
  } finally {
    context.ports.announce.progressed();
  }
}

function tellAll({ ports }: Context, sites: Awaited<ReturnType<typeof sitesInUse>>): void {
  for (const { id } of sites) ports.announce.changed(id);
  ports.announce.progressed();
}
