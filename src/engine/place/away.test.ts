import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { usual } from '@/domain/jar/carried';
import { aCookie, jarOf, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ann, ben, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

/** Both have been live, so both are stored; ann is. Nothing of it settles any more. */
beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
  await engine.switchAccount(shop, ben);
  await engine.switchAccount(shop, ann);
  world.time += 400_000;
  await engine.tend(shop);
});

function signIn(person: string): void {
  world.cookies.clear();
  for (const cookie of jarOf(person).cookies) world.cookies.write(cookie);
}

const stored = async (id: typeof ann) => (await world.vault.jarOf(id))?.cookies.map(({ value }) => value);

async function view() {
  const found = await engine.popupView(tab);
  if (found.kind !== 'accounts') throw new Error(found.kind);
  const { rows, doubted } = found;
  return { rows: rows.map(({ label, active }) => (active ? `${label}*` : label)), doubted };
}

async function withheldWhile(work: () => void): Promise<void> {
  world.cookies.granted = false;
  await engine.withhold(['*://*.shop.test/*']);
  work();
  world.cookies.granted = true;
  await engine.resumeUse(['*://*.shop.test/*']);
}

/** The same by the button in the popup, which may be told before the browser's own news are. */
async function withheldUntilUsed(work: () => void): Promise<void> {
  world.cookies.granted = false;
  await engine.withhold(['*://*.shop.test/*']);
  work();
  world.cookies.granted = true;
  await engine.useSite(tab);
  await engine.resumeUse(['*://*.shop.test/*']);
}

async function offWhile(work: () => void): Promise<void> {
  work();
  await world.session.clear();
  world.withBrowser = false;
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

/** The first worker could not write down what it saw. */
async function offThenFullWhile(work: () => void): Promise<void> {
  world.local.full = true;
  await offWhile(work);
  world.local.full = false;
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

async function closedWhile(work: () => void): Promise<void> {
  work();
  await world.session.clear();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

async function untendedWhile(work: () => void): Promise<void> {
  await engine.choose(shop.siteId, { multiSession: false });
  work();
  await engine.choose(shop.siteId, { multiSession: true });
}

async function sharedWhile(work: () => void): Promise<void> {
  await engine.choose(shop.siteId, { carried: { ...usual, cookies: 'shared' } });
  work();
  await engine.choose(shop.siteId, { carried: usual });
}

const passphrase = 'words that nobody knows';

async function lockedWhile(work: () => void): Promise<void> {
  if ((await world.vault.seal.state()) === 'none') await engine.setPassphrase(passphrase);
  await engine.lock();
  work();
  engine.noticeCookie('shop.test', shop.storeId);
  await engine.noticeTab(tab, true);
  for (const late of world.later.values()) await late().catch(() => undefined);
  await engine.unlock(passphrase);
}

/** Whoever sits there has other things to do first. */
async function lockedSinceStartWhile(work: () => void): Promise<void> {
  await engine.setPassphrase(passphrase);
  await world.session.clear();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
  work();
  await engine.noticeTab(tab, true);
  await engine.unlock(passphrase);
}

/** The worker is ended as soon as the choice has been stored. */
async function sharedAndKilledWhile(work: () => void): Promise<void> {
  await engine.choose(shop.siteId, { carried: { ...usual, cookies: 'shared' } });
  work();
  await new Promise<void>((ended) => {
    let isStored = false;
    world.fault = (call) => {
      if (isStored) {
        ended();
        return new Promise(() => undefined);
      }
      isStored = call === 'local.set';
    };
    void engine.choose(shop.siteId, { carried: usual });
  });
  world.fault = () => undefined;
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

describe.each([
  ['withheld from Hatrack by the browser', withheldWhile],
  ['withheld until it was to be used again', withheldUntilUsed],
  ['there while Hatrack was turned off', offWhile],
  ['there while Hatrack was turned off, and the disk full afterwards', offThenFullWhile],
  ['one for all accounts for a while', sharedWhile],
  [
    'one for all accounts for a while, and whose worker was ended when it was no longer',
    sharedAndKilledWhile,
  ],
  ['none of Hatrack’s while it was turned off there', untendedWhile],
  ['there while Hatrack was locked', lockedWhile],
  ['there before the passphrase was typed', lockedSinceStartWhile],
])('a site that was %s', (_, awayWhile) => {
  it('and has somebody else’s sign-in now is not stored as the account that was active', async () => {
    await awayWhile(() => signIn('cora'));
    await engine.switchAccount(shop, ben);
    expect(await stored(ann)).toEqual(['ann', 'ann']);
    expect((await view()).rows).toEqual(['ann', 'ben*', 'Account 1']);
  });

  it('is asked about, and is the account’s still where its person says so', async () => {
    await awayWhile(() => signIn('ann renewed'));
    expect(await view()).toEqual({
      rows: ['ann*', 'ben'],
      doubted: { id: ann, label: 'ann', another: true },
    });
    await engine.confirmLive(shop, ann);
    expect(await view()).toEqual({ rows: ['ann*', 'ben'], doubted: null });
    expect(await stored(ann)).toEqual(['ann renewed', 'ann renewed']);
  });

  it('is no question with the same sign-in, whatever else is new', async () => {
    await awayWhile(() => world.cookies.write(aCookie({ name: 'seen', value: 'new', httpOnly: false })));
    expect((await view()).doubted).toBeNull();
  });

  it('is no question where nobody is signed in any more, and that does not take the stored sign-in along', async () => {
    await awayWhile(() => world.cookies.clear());
    expect((await view()).doubted).toBeNull();
    await engine.switchAccount(shop, ben);
    expect(await stored(ann)).toEqual(['ann', 'ann']);
  });
});

describe.each([
  ['withheld from Hatrack by the browser', withheldWhile],
  ['there while Hatrack was turned off', offWhile],
  ['there while Hatrack was locked', lockedWhile],
])('an origin without a tab that kept nothing, of a site that was %s', (_, awayWhile) => {
  const origin = 'https://api.shop.test';
  const kept = () => [...world.storage.origin(origin).local];

  it('is looked into again: its pages can have been there, and nobody has seen them', async () => {
    await world.local.set({
      'origins/shop.test': [{ origin, visitedAt: 1, emptyIn: [shop.storeId], path: null }],
    });
    await awayWhile(() => void world.storage.origin(origin).local.set('draft', 'of ann'));
    await engine.switchAccount(shop, ben);
    expect(kept()).toEqual([]);
    await engine.switchAccount(shop, ann);
    expect(kept()).toEqual([['draft', 'of ann']]);
  });
});

describe.each([
  ['a site is withheld', withheldWhile],
  ['Hatrack is turned off', offWhile],
  ['Hatrack is turned off there', untendedWhile],
  ['Hatrack is locked', lockedWhile],
])('while somebody is waited for and %s', (_, awayWhile) => {
  it('whoever signs in is not put away as a visitor is', async () => {
    await engine.addAccount(shop);
    await awayWhile(() => signIn('cora'));
    await engine.switchAccount(shop, ben);
    expect((await view()).rows).toEqual(['ann', 'ben*', 'Account 1']);
  });

  it('a page that asks for a password says nothing where the accounts share its origin', async () => {
    await engine.shareOrigin(shop.siteId, 'https://www.shop.test', true);
    world.tabs.passwords.add(tab);
    await engine.addAccount(shop);
    await awayWhile(() => signIn('cora'));
    await engine.switchAccount(shop, ben);
    expect((await view()).rows).toEqual(['ann', 'ben*', 'Account 1']);
  });

  it('they are waited for still where nobody has signed in, or a page asks for a password', async () => {
    await engine.addAccount(shop);
    await awayWhile(() => undefined);
    await engine.goBack(shop);
    await engine.addAccount(shop);
    world.tabs.passwords.add(tab);
    await awayWhile(() => signIn('a visitor'));
    await engine.goBack(shop);
    expect((await view()).rows).toEqual(['ann*', 'ben']);
  });
});

it('is looked at before the very first that is asked for after Hatrack was turned off', async () => {
  signIn('cora');
  await world.session.clear();
  world.withBrowser = false;
  engine = world.startWorker();
  await engine.switchAccount(shop, ben);
  expect((await view()).rows).toEqual(['ann', 'ben*', 'Account 1']);
  expect(await stored(ann)).toEqual(['ann', 'ann']);
});

it('a permission for another site makes nothing uncertain', async () => {
  signIn('ann renewed');
  await engine.withhold(['*://*.other.test/*', '*://notshop.test/*']);
  await engine.resumeUse(['*://*.other.test/*', '*://notshop.test/*']);
  await engine.tend(shop);
  expect((await view()).doubted).toBeNull();
});

it('a session that was renewed right before the browser ended is the account’s', async () => {
  await closedWhile(() => signIn('ann renewed'));
  expect((await view()).doubted).toBeNull();
});
