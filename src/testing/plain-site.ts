import type { Cookie } from '@/domain/cookie';
import type { AccountId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { aCookie, anAnswer, jarOf, shop } from './builders';
import { engine, newWorld, world } from './scene';
import { list } from './seen-in-popup';

/** shop.test as a site whose cookies sign people in, and whose pages do not say whom. */

const tab = 1 as TabId;

/** An answer to what is asked for now. */
export function answer(seen: Partial<ObservedAnswer>): Promise<void> {
  return engine.noticeAnswer(anAnswer({ startedAt: world.time, at: world.time, ...seen }));
}

/** The cookies of a sign-in take the place of what was there, with nobody seeing it. */
export function siteSignsIn(person: string, cookies: readonly Cookie[] = jarOf(person).cookies): void {
  for (const cookie of cookies) world.cookies.write(cookie);
}

/** By the site's own form. */
export async function signsIn(
  person: string,
  cookies: readonly Cookie[] = jarOf(person).cookies,
): Promise<void> {
  siteSignsIn(person, cookies);
  const httpOnlyCookies = cookies.filter(({ httpOnly }) => httpOnly).map(({ name }) => name);
  await answer({ url: 'https://www.shop.test/login', method: 'POST', status: 302, httpOnlyCookies });
}

/** The person uses the site's own sign-out; `next`: the session that the site gives to visitors. */
export async function siteSignsOut(path = '/bye', next: string | null = null): Promise<void> {
  world.cookies.clear();
  if (next !== null) world.cookies.write(aCookie({ value: next }));
  await answer({ url: `https://www.shop.test${path}`, status: 302, removed: ['sid', 'seen'] });
}

/** Of the two accounts that were made last. */
export let ann: AccountId;
export let ben: AccountId;

/** Makes Account 1 (Ann) and Account 2 (Ben), who is active. */
export async function twoAccounts(
  cookiesOf = (person: string): readonly Cookie[] => jarOf(person).cookies,
): Promise<void> {
  siteSignsIn('ann', cookiesOf('ann'));
  await engine.useSite(tab);
  await engine.addAccount(shop);
  await signsIn('ben', cookiesOf('ben'));
  [ann, ben] = (await list()).map(({ id }) => id) as [AccountId, AccountId];
}

/** The same in a new world, a minute ago: nothing of it settles any more. */
export async function twoInNewWorld(): Promise<void> {
  newWorld();
  await twoAccounts();
  await pass(60_000);
}

/** So many milliseconds later the Place is tended. */
export async function pass(time: number): Promise<void> {
  world.time += time;
  await engine.tend(shop);
}

/** The values of the cookies that the browser holds. */
export function live(): string[] {
  return world.cookies.content().map(({ value }) => value);
}

/** Those that are stored of an account. */
export async function storedOf(id: AccountId): Promise<string[] | undefined> {
  return (await world.vault.jarOf(id))?.cookies.map(({ value }) => value);
}
