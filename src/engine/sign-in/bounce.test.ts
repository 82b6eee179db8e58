import { beforeEach, describe, expect, it } from 'vitest';
import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { PopupView } from '@/domain/view';
import { aCookie, anAnswer, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import type { Engine } from '../engine';

/** shop.test signs people in through idp.test, which remembers somebody and asks for nothing. */

const tab = 1 as TabId;
const here = { ...shop, tabId: tab };
const callback = 'https://www.shop.test/callback?code=3f9a0c77&state=x';
const atIdp = (person: string) =>
  aCookie({ name: 'sso', value: person, domain: 'idp.test', hostOnly: false });

let world: FakeWorld;
let engine: Engine;
let sessions = 0;

/** What pages show: a person, if the site tells; or that they ask for a password. */
function shows(person: string | null, asks: PageLook['asks'] = 'nothing'): void {
  const metas: [string, string][] = person === null ? [] : [['user-login', person]];
  world.tabs.looks.set(tab, { facts: { metas, marks: [], data: [] }, asks });
}

/** A tab is led to idp.test and back, and the page that follows is loaded. @param told who pages say it is */
async function comesBack(
  person: string,
  told: string | null = null,
  change: Partial<ObservedAnswer> = {},
): Promise<void> {
  world.cookies.write(aCookie({ value: `${person} ${++sessions}` }));
  shows(told);
  await isLedBack(change);
  world.time++;
  await engine.noticeTab(tab, true);
}

function isLedBack(change: Partial<ObservedAnswer> = {}): Promise<void> {
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
const signsInThere = (person: string, told: string | null = null) =>
  comesBack(person, told, { ledFrom: 'idp.test', ledThrough: [], ledAwayFrom: null });

/** With the first account active, of whom pages tell or do not. */
async function withAnn(told: string | null): Promise<void> {
  world.cookies.write(aCookie({ value: 'ann' }));
  world.cookies.write(atIdp('ann'));
  shows(told);
  await engine.useSite(tab);
  await engine.noticeTab(tab, true);
}

async function view(): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const seen = await engine.popupView(tab);
  if (seen.kind !== 'accounts') throw new Error(`The popup shows ${seen.kind}`);
  return seen;
}
const rows = async () => (await view()).rows.map(({ label, active }) => (active ? `${label}*` : label));
const idOf = async (label: string) => (await view()).rows.find((row) => row.label === label)?.id as AccountId;
const stored = async (label: string) =>
  (await world.vault.jarOf(await idOf(label)))?.cookies.map(({ value }) => value).toSorted();
/** Whom the popup says it led back to and through where, and whether it asks if it still is them. */
const offer = async () => {
  const { bounced, doubted } = await view();
  return [bounced?.label, bounced?.include.domain, doubted?.label];
};
const nothing = [undefined, undefined, undefined];
const wish = { siteId: shop.siteId, domain: 'idp.test', join: false, tabId: tab };

beforeEach(() => {
  world = createFakeWorld();
  engine = world.startWorker();
});

describe('an addition that is led back, where pages tell who it is', () => {
  beforeEach(async () => {
    await withAnn('ann');
    await engine.addAccount(here);
  });

  it('ends in the row of the person who has come back, and offers to include the domain', async () => {
    await comesBack('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([['ann*'], ['ann', 'idp.test', undefined]]);
    await engine.confirmLive(shop, await idOf('ann'));
    expect([await rows(), await offer()]).toEqual([['ann*'], nothing]);
  });

  it('has brought somebody new where it did', async () => {
    await comesBack('ben', 'ben');
    expect([await rows(), await offer()]).toEqual([['ann', 'ben*'], nothing]);
    expect(await stored('ann')).toEqual(['ann']);
  });

  it('offers it too where another of the list has come back, whatever was shown on the way', async () => {
    await signsInThere('ben', 'ben');
    await engine.addAccount(here);
    await signsInThere('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([
      ['ann*', 'ben'],
      ['ann', 'idp.test', undefined],
    ]);
    await engine.switchAccount(shop, await idOf('ben'));
    expect(await offer()).toEqual(nothing);
  });
});

describe('where nothing tells who it is', () => {
  beforeEach(async () => {
    await withAnn(null);
    await engine.addAccount(here);
  });

  it('is asked about, with no second row and nothing stored till then', async () => {
    await comesBack('ann');
    expect(await offer()).toEqual(['Account 1', 'idp.test', 'Account 1']);
    expect([await rows(), await stored('Account 1')]).toEqual([['Account 1*'], ['ann']]);
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await rows(), await offer()]).toEqual([['Account 1*'], nothing]);
    expect(await stored('Account 1')).toEqual([`ann ${sessions}`]);
  });

  it('is a new account when its person says so, or looks at another first', async () => {
    await comesBack('ben');
    await engine.keepLive(shop);
    expect([await rows(), await offer()]).toEqual([['Account 1', 'Account 2*'], nothing]);
    expect([await stored('Account 1'), await stored('Account 2')]).toEqual([['ann'], [`ben ${sessions}`]]);
    await engine.addAccount(here);
    await comesBack('ann');
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(await rows()).toEqual(['Account 1*', 'Account 2', 'Account 3']);
    expect(await stored('Account 1')).toEqual(['ann']);
  });

  it('is somebody new who was shown a page there', async () => {
    await signsInThere('ben');
    expect([await rows(), await offer()]).toEqual([['Account 1', 'Account 2*'], nothing]);
  });

  it('is who came from there last, though another was put away', async () => {
    await signsInThere('ben');
    await engine.switchAccount(shop, await idOf('Account 1'));
    await engine.addAccount(here);
    await comesBack('ben');
    expect([await rows(), await offer()]).toEqual([
      ['Account 1', 'Account 2*'],
      ['Account 2', 'idp.test', 'Account 2'],
    ]);
    expect([await stored('Account 1'), await stored('Account 2')]).toEqual([
      ['ann'],
      [`ben ${sessions - 1}`],
    ]);
  });

  it('is not whoever was to sign in again either', async () => {
    await signsInThere('ben');
    await engine.signInAgain(here, await idOf('Account 1'));
    await comesBack('ben');
    expect(await offer()).toEqual(['Account 2', 'idp.test', 'Account 2']);
    expect(await stored('Account 1')).toEqual(['ann']);
  });

  it('waits on where the site then asks for a password, and the account stands as it did', async () => {
    // That a page asks soon after a switch would tell against the account that was switched to.
    await engine.goBack(here);
    await engine.addAccount(here);
    world.tabs.passwords.add(tab);
    world.cookies.write(aCookie({ value: 'visitor' }));
    shows(null, 'password');
    await isLedBack();
    const now = world.time;
    world.tabs.looks.set(tab, {
      facts: { metas: [], marks: [], data: [] },
      asks: 'password',
      begunAt: now - 1,
      answeredAt: now + 1,
      askedAt: now - 1,
    });
    await engine.noticeTab(tab, true);
    const { adding, rows: left } = await view();
    expect(left.map(({ label, status }) => `${label} ${status}`)).toEqual(['Account 1 signed-in']);
    expect([adding?.back?.label, adding?.include?.domain]).toEqual(['Account 1', 'idp.test']);
  });
});

describe('the domain that an addition was led through', () => {
  it('is offered also where nobody was seen to sign in, in the tab of the Site', async () => {
    await withAnn(null);
    await engine.addAccount(here);
    expect((await view()).adding?.include).toBeNull();
    world.cookies.write(aCookie({ name: 'seen', httpOnly: false }));
    shows(null);
    await engine.noticeAnswer(
      anAnswer({
        url: callback,
        fromElsewhere: true,
        ledThrough: ['idp.test'],
        ledAwayFrom: 'https://www.shop.test/sign-in',
        at: ++world.time,
      }),
    );
    expect((await view()).adding?.include?.domain).toBe('idp.test');
    await engine.goBack(shop);
    await engine.addAccount(here);
    expect((await view()).adding?.include).toBeNull();
  });

  it('is known by what the way back says of itself, where the page itself led there', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    const way = { fromElsewhere: false, ledThrough: [], ledAwayFrom: null };
    await comesBack('ann', 'ann', { ...way, url: `${callback}&iss=https%3A%2F%2Flogin.idp.test` });
    expect(await offer()).toEqual(['ann', 'idp.test', undefined]);
  });

  it('is not one that is the Site’s already', async () => {
    await withAnn('ann');
    await engine.includeDomain({ ...wish, tabId: null });
    await engine.addAccount(here);
    await comesBack('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([['ann*'], nothing]);
  });
});

describe('including it', () => {
  const live = () => world.cookies.content().map(({ domain, value }) => `${domain} ${value}`);

  it('begins the addition anew, with both put away under who came back', async () => {
    await withAnn(null);
    await engine.addAccount(here);
    await comesBack('ann');
    expect(await engine.includeDomain(wish)).toBe('included');
    const { adding, bounced } = await view();
    expect([await rows(), adding?.back?.label, bounced, live()]).toEqual([
      ['Account 1'],
      'Account 1',
      null,
      [],
    ]);
    expect(await stored('Account 1')).toEqual(['ann', `ann ${sessions}`]);
    await signsInThere('ben');
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(live().toSorted()).toEqual([`idp.test ann`, `shop.test ann ${sessions - 1}`]);
  });

  it('joins a site with accounts of its own, which keep what is theirs', async () => {
    await withAnn(null);
    const cid = 'cid' as AccountId;
    await world.local.set({
      sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test' },
      'site/idp.test': {
        id: 'idp.test',
        domains: ['idp.test'],
        accounts: [cid],
        leaving: [],
        tellPage: false,
      },
      'account/cid': { id: cid, siteId: 'idp.test', label: 'Cid', colour: 'red', addedAt: 0 },
      'live/idp.test/0': { active: cid, adding: null, lapsed: false },
    });
    await engine.addAccount(here);
    await comesBack('ann');
    const { bounced } = await view();
    expect(bounced?.include.joins).toEqual({ siteName: 'idp.test', accounts: 1 });
    await engine.includeDomain({ ...wish, join: true });
    const { adding } = await view();
    expect([await rows(), adding?.back?.label, live()]).toEqual([['Account 1', 'Cid'], 'Account 1', []]);
    expect([await stored('Account 1'), await stored('Cid')]).toEqual([[`ann ${sessions}`], ['ann']]);
  });

  it('waits for the one who was to sign in again', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    await signsInThere('ben', 'ben');
    await engine.signInAgain(here, await idOf('ann'));
    await comesBack('ben', 'ben');
    expect([await rows(), await offer()]).toEqual([
      ['ann', 'ben*'],
      ['ben', 'idp.test', undefined],
    ]);
    expect((await view()).rows.map(({ status }) => status)).toEqual(['signed-in', 'active']);
    expect(await stored('ann')).toEqual(['ann']);
    shows(null);
    await engine.includeDomain(wish);
    expect((await view()).adding?.again).toBe('ann');
  });

  it('is for another domain, or by the settings, as ever', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    await comesBack('ann', 'ann');
    await engine.includeDomain({ ...wish, domain: 'other.test' });
    expect([await rows(), await offer()]).toEqual([['ann*'], ['ann', 'idp.test', undefined]]);
    await engine.includeDomain({ ...wish, tabId: null });
    expect([await rows(), await offer()]).toEqual([['ann*'], nothing]);
  });
});
