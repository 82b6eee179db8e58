import type { AccountId, TabId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { aCookie, aTab, jarOf, shop } from './builders';
import { engine, newWorld, nextWorker, world } from './scene';
import { seedTwoAccounts } from './two-accounts';

/** shop.test signs people in through idp.test, which remembers who they are. */

const tab = 1 as TabId;
export const start = 'https://www.shop.test/notes';
export const there = 'https://login.idp.test/authorize?state=1';
export const idp = 'https://login.idp.test';
/** To include idp.test into shop.test. */
export const wish = { siteId: shop.siteId, domain: 'idp.test', join: false, tabId: tab };
/** Somebody who has an account at idp.test alone. */
export const cid = 'cid' as AccountId;

/** What signs somebody in at idp.test. */
export const idpCookie = (person: string) =>
  aCookie({ name: 'sso', value: person, domain: 'idp.test', hostOnly: false });

export function show(url: string): void {
  world.tabs.open.splice(0, 1, aTab({ url }));
}

/** shop.test with ann and ben, of whom ann was put away; the new sign-in leads the tab to idp.test, which remembers her. */
export async function ledToIdp(): Promise<void> {
  newWorld();
  await world.session.set({ started: 1 });
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  show(start);
  nextWorker();
  world.cookies.write(idpCookie('ann'));
  world.storage.origin(idp).local.set('device', 'ann');
  await engine.addAccount({ ...shop, tabId: tab });
  show(there);
  world.tabs.reloaded.length = 0;
}

/** idp.test is used as a Site of its own, with cid active there. */
export async function idpInUse(label = 'ann'): Promise<void> {
  await world.local.set({
    sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test' },
    'site/idp.test': { id: 'idp.test', domains: ['idp.test'], accounts: [cid], leaving: [], tellPage: false },
    'account/cid': { id: cid, siteId: 'idp.test', label, colour: 'red', addedAt: 0 },
    'live/idp.test/0': { active: cid, adding: null, lapsed: false },
  });
}

/** The same, and it is cid whom the browser is signed in as there. */
export async function cidAtIdp(): Promise<void> {
  await idpInUse();
  world.cookies.write(idpCookie('cid'));
}

/** What the browser holds, by domain. */
export function live(): string[] {
  return world.cookies
    .content()
    .map(({ name, value, domain }) => `${domain} ${name}=${value}`)
    .toSorted();
}

export function atIdp(): string[] {
  return live().filter((line) => line.startsWith('idp.test'));
}

/** Of every Site its id and its domains. */
export async function domains(): Promise<string[][]> {
  return (await engine.optionsView()).sites.map((site) => [site.id, ...site.domains]);
}

/** Sorted, for which domain comes first says nothing. */
export function names(jar: Jar | null): string[] | undefined {
  return jar?.cookies.map(({ domain, value }) => `${domain} ${value}`).toSorted();
}
/** What `names` says of ann's once idp.test is included. */
export const annsJar = ['idp.test ann', 'shop.test ann', 'shop.test ann'];
