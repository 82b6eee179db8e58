import { AppError } from '@/domain/app-error';
import { isShared } from '@/domain/cookie/common-names';
import type { AccountId, StoreId } from '@/domain/ids';
import { cookieJar, coveredBy, differenceOf, emptyJar, firstFault, type Jar } from '@/domain/jar';
import { type Planted, type PlantedCookies, plantedCookies } from '@/domain/jar/receipt';
import { planSwitch, type SwitchPlan } from '@/domain/jar/switch-plan';
import type { Site } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import { allEnded } from '../all-ended';
import type { Context } from '../context';
import { isGranted } from '../granted';
import type { Ports } from '../ports';
import { plantStorage } from './plant-storage';
import type { Reach } from './reach';
import type { RowSource } from './read-ahead';

/** The jar driver: reads and replaces what the browser itself holds of a sign-in. Works on any site. */

type JarPorts = Pick<Ports, 'cookies' | 'permissions' | 'clock'>;

/** How often a jar is planted before its switch is given up: a page that writes in between makes the first try fail. */
const tries = 2;

/**
 * The live jar as far as it is cookies; the rest of it is unread.
 * @throws AppError `permission/missing`: asked after reading, since without permission reading is silently empty, and an
 * empty jar that was not read must never be kept over a good one
 */
export async function captureCookies(ports: JarPorts, site: SiteRecord, storeId: StoreId): Promise<Jar> {
  const cookies = await ports.cookies.all(site, storeId);
  await requirePermission(ports, site);
  return { ...cookieJar(cookies), domains: site.carried.cookies === 'own' ? site.domains : [] };
}

/** @throws AppError `permission/missing` when any part of the Site is not granted */
export async function requirePermission(ports: Pick<Ports, 'permissions'>, site: Site): Promise<void> {
  if (!(await isGranted({ ports }, site))) throw new AppError('permission/missing', site.id);
}

/** What is stored of an account, as far as it is about this Site; of nobody, an empty jar. @throws AppError `jar/missing`, `jar/unreadable` */
export async function targetJar({ vault }: Context, site: SiteRecord, to: AccountId | null): Promise<Jar> {
  if (to === null) return emptyJar;
  const jar = await vault.jarOf(to);
  if (jar === null) throw new AppError('jar/missing');
  return coveredBy(site, jar);
}

/**
 * Puts `target` in place of `live` and reads back whether it is there.
 * @param live the jar as it was captured
 * @param source of the rows of `target`, if some have been read already
 * @throws AppError `cookie/refused`, `permission/missing`, `switch/unverified`, and what hosts of storage throw: the live jar is
 * then anything in between
 * @returns what is there now, for the receipt
 */
export async function plantJar(
  context: Context,
  site: SiteRecord,
  storeId: StoreId,
  reach: Reach,
  live: Jar,
  target: Jar,
  source?: RowSource,
): Promise<Planted> {
  const { cookies } = reach.carried;
  const wanted = cookies === 'own' ? target : emptyJar;
  const results = await Promise.allSettled([
    cookies === 'shared' ? noCookies : plantCookies(context.ports, site, storeId, live, wanted),
    plantStorage(context, reach, live, target, source),
  ]);
  const [planted, storages] = results;
  if (planted.status === 'rejected') throw planted.reason;
  if (storages.status === 'rejected') throw storages.reason;
  return { ...planted.value, storages: storages.value };
}

const noCookies: PlantedCookies = { cookies: 0, ofCookies: 0, expired: 0 };

/**
 * Cookies that the accounts share stay as they are.
 * @throws AppError `cookie/refused`, `permission/missing` or `switch/unverified`
 */
export async function plantCookies(
  ports: JarPorts,
  site: SiteRecord,
  storeId: StoreId,
  live: Jar,
  target: Jar,
): Promise<PlantedCookies> {
  let current = withoutShared(live, site);
  const own = withoutShared(target, site);
  for (let tried = 1; ; tried++) {
    const plan = planSwitch(current, own, ports.clock.wall() / 1000);
    await applyPlan(ports, storeId, plan);
    current = withoutShared(await captureCookies(ports, site, storeId), site);
    const fault = firstFault(differenceOf(plan.wanted, current));
    if (fault === null) return plantedCookies(plan, current);
    if (tried === tries) throw new AppError('switch/unverified', fault);
  }
}

/** A jar with those of its cookies that each account has of its own. */
export function withoutShared(jar: Jar, site: Pick<SiteRecord, 'sharedNames' | 'ownNames'>): Jar {
  return { ...jar, cookies: jar.cookies.filter(({ name }) => !isShared(site, name, 'cookies')) };
}

/**
 * All calls are started in the plan's order without waiting for one another: the browser handles them in that order
 * (measured), and one by one would take ten times as long. The first refusal counts, when all have ended.
 */
async function applyPlan(ports: Pick<Ports, 'cookies'>, storeId: StoreId, plan: SwitchPlan): Promise<void> {
  const removals = plan.remove.map((cookie) => ports.cookies.remove(cookie, storeId));
  const sets = plan.set.map((cookie) => ports.cookies.set(cookie, storeId));
  await allEnded([...removals, ...sets]);
}
