import type { TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { aCookie, anAnswer, shop } from './builders';
import { idpCookie } from './idp-site';
import { engine, world } from './scene';
import { idOf, view } from './seen-in-popup';
import { callback, loaded, shows } from './telling-site';

/** Additions at shop.test that idp.test leads back, where it remembers somebody and asks for nothing. */

export const here = { ...shop, tabId: 1 as TabId };

/** With the first account active, of whom pages tell or do not. */
export async function withAnn(told: string | null): Promise<void> {
  world.cookies.write(aCookie({ value: 'ann' }));
  world.cookies.write(idpCookie('ann'));
  shows(told);
  await engine.useSite(here.tabId);
  await loaded();
}

/** How many sessions shop.test has given by way of idp.test. */
export let sessions = 0;

/** The tab is led to idp.test and back, and the page that follows is loaded. @param told who pages say it is */
export async function isLedBack(
  person: string,
  told: string | null = null,
  change: Partial<ObservedAnswer> = {},
): Promise<void> {
  world.cookies.write(aCookie({ value: `${person} ${++sessions}` }));
  shows(told);
  await wayBack(change);
  world.time++;
  await loaded();
}

export function wayBack(change: Partial<ObservedAnswer> = {}): Promise<void> {
  return engine.noticeAnswer(
    anAnswer({
      url: callback,
      fromElsewhere: true,
      ledThrough: ['idp.test'],
      ledAwayFrom: 'https://www.shop.test/sign-in',
      httpOnlyCookies: ['sid'],
      at: ++world.time,
      ...change,
    }),
  );
}

/** The same after idp.test has shown a page of its own. */
export function signsInThere(person: string, told: string | null = null): Promise<void> {
  return isLedBack(person, told, { ledFrom: 'idp.test', ledThrough: [], ledAwayFrom: null });
}

/** Of whom the popup says that they have come back, through where, and whether it asks if it still is them. */
export async function offer(): Promise<(string | undefined)[]> {
  const { bounced, doubted } = await view();
  return [bounced?.label, bounced?.include.domain, doubted?.label];
}
export const noOffer = [undefined, undefined, undefined];

/** The values that are stored of an account, at both domains. */
export async function stored(label: string): Promise<string[] | undefined> {
  return (await world.vault.jarOf(await idOf(label)))?.cookies.map(({ value }) => value).toSorted();
}
