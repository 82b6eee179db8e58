import type { Receipt } from '../account';
import { differenceOf, type Jar } from '../jar';
import type { Carried } from './carried';
import type { SwitchPlan } from './switch-plan';

/** What a switch has put in place, without when. */
export type Planted = Omit<Receipt, 'at'>;

export type PlantedCookies = Omit<Planted, 'storages'>;

/** What is there of what was to be. @param live the cookies as they were read back */
export function plantedCookies(
  { wanted, expired }: Pick<SwitchPlan, 'wanted' | 'expired'>,
  live: Pick<Jar, 'cookies'>,
): PlantedCookies {
  const { missing, changed } = differenceOf(wanted, live);
  const there = wanted.cookies.length - missing.length - changed.length;
  return { cookies: there, ofCookies: wanted.cookies.length, expired: expired.length };
}

/** How many storages of a jar have something in them, of the kinds that each account has of its own. */
export function storagesIn({ origins, tabs }: Pick<Jar, 'origins' | 'tabs'>, carried: Carried): number {
  const own = (kind: keyof Carried, count: number) => (carried[kind] === 'own' ? count : 0);
  const perOrigin = origins.map(
    ({ local, databases, caches }) =>
      own('local', Math.min(local?.length ?? 0, 1)) +
      own('databases', databases?.length ?? 0) +
      own('caches', caches?.length ?? 0),
  );
  const sessions = tabs.filter(({ session }) => session.length > 0);
  return perOrigin.reduce((sum, count) => sum + count, own('session', sessions.length));
}
