import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { aCookie, anAnswer, shop } from './builders';
import { engine, world } from './scene';
import { idOf } from './seen-in-popup';

/** shop.test as a site whose sessions say nothing, and whose pages say who it is. */

const tab = 1 as TabId;
let sessions = 0;

/** The site signs somebody in, or gives a visitor a session. @param says whether its pages tell who it is */
export function site(person: string | null, { says = true }: { says?: boolean } = {}): void {
  const value = person === null ? 'anonymous' : `${person} ${++sessions}`;
  world.cookies.write(aCookie({ value }));
  shows(person !== null && says ? person : null);
}

/** Pages show this person from now on; `null`: nobody. */
export function shows(person: string | null, more: Partial<PageLook> = {}): void {
  const metas: [string, string][] = person === null ? [] : [['user-login', person]];
  world.tabs.looks.set(tab, { facts: { metas, marks: [], data: [] }, ...more });
}

/** A form was sent and its answer has set a session. */
export function form(change: Partial<ObservedAnswer> = {}): Promise<void> {
  const sent = { method: 'POST', status: 302, sent: 'password', httpOnlyCookies: ['sid'] } as const;
  return engine.noticeAnswer(anAnswer({ ...sent, at: ++world.time, ...change }));
}

export function loaded(): Promise<void> {
  return engine.noticeTab(tab, true);
}

/** From the site's own form to the page that follows. */
export async function signIn(person: string, options: { says?: boolean } = {}): Promise<void> {
  site(person, options);
  await form();
  await loaded();
}

/** Where another site leads back to. */
export const callback = 'https://www.shop.test/callback?code=3f9a0c77&state=x';

/** Signs in by way of another site, which has shown a page of its own, and comes back to a page that does not tell who it is. */
export async function comesBack(person: string, change: Partial<ObservedAnswer> = {}): Promise<void> {
  site(person, { says: false });
  const back = { url: callback, fromElsewhere: true, httpOnlyCookies: ['sid'] };
  await engine.noticeAnswer(anAnswer({ ...back, at: ++world.time, ...change }));
  world.time++;
  await loaded();
  await quiet();
}

/** Cookies of this domain have changed, and then nothing happens for a while. */
export async function quiet(domain = 'shop.test'): Promise<void> {
  engine.noticeCookie(domain, shop.storeId);
  for (const work of world.later.values()) await work();
}

/** Ann is put away, and somebody new is awaited. */
export async function annAndWhoComes(): Promise<void> {
  site('ann');
  await engine.useSite(tab);
  await loaded();
  await engine.addAccount(shop);
  shows(null);
}

/** Ann and Ben, who is active; both known by what pages show. */
export async function annAndBen(): Promise<void> {
  await annAndWhoComes();
  await signIn('ben');
}

/** Account 1 (Ann), who is active, and Account 2 (Ben, who has come from another site): nothing tells who they are. */
export async function annAndBenUntold(): Promise<AccountId> {
  site('ann', { says: false });
  await engine.useSite(tab);
  const ann = await idOf('Account 1');
  await engine.addAccount(shop);
  await comesBack('ben');
  await engine.switchAccount(shop, ann);
  await loaded();
  return ann;
}

/** Whose session the browser holds. */
export function live(): string[] {
  return world.cookies.content().map(personOf);
}

/** Whose session is stored of an account. */
export async function stored(label: string): Promise<string[] | undefined> {
  return (await world.vault.jarOf(await idOf(label)))?.cookies.map(personOf);
}

function personOf({ value }: { readonly value: string }): string {
  return value.replace(/ \d+$/, '');
}
