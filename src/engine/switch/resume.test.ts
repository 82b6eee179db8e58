import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, aTab, shop } from '@/testing/builders';
import { live, storedOf } from '@/testing/plain-site';
import { restartWith, setLive } from '@/testing/restart';
import { engine, newWorldOfTwo, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';
import { ben } from '@/testing/two-accounts';

const tab = 1 as TabId;
const visitor = cookieJar([aCookie({ value: 'a visitor' })]);

beforeEach(async () => {
  await newWorldOfTwo();
  await engine.tendAll(shop.storeId);
  await engine.switchAccount(shop, ben);
  world.time += 60_000;
  await engine.tend(shop);
});

/** A page is there that asks for a password, or not. */
async function loaded(asks: boolean): Promise<void> {
  if (asks) world.tabs.passwords.add(tab);
  else world.tabs.passwords.delete(tab);
  await engine.noticeTab(tab, true);
}

describe('a page that was loaded before a browser that has started was put right', () => {
  it('is loaded again as whoever was active', async () => {
    await restartWith(visitor);
    await loaded(true);
    expect([live(), await rows()]).toEqual([
      ['ben', 'ben'],
      ['ann', 'ben*'],
    ]);
  });

  it('is so also where it was there before anybody listened', async () => {
    world.tabs.passwords.add(tab);
    await restartWith(visitor);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is so also where its answer took back what had been given back', async () => {
    await restartWith(cookieJar([]));
    expect(live()).toEqual(['ben', 'ben']);
    setLive(visitor);
    await loaded(true);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is left alone where it asks for nothing, and the next is not', async () => {
    await restartWith(visitor);
    await loaded(false);
    expect(live()).toEqual(['a visitor']);
    await loaded(true);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is so also where one of an origin that the accounts share has asked before', async () => {
    const admin = 2 as TabId;
    await engine.shareOrigin(shop.siteId, 'https://admin.shop.test', true);
    await restartWith(visitor);
    world.tabs.open.push(aTab({ id: admin, url: 'https://admin.shop.test/' }));
    world.tabs.passwords.add(admin);
    await engine.noticeTab(admin, true);
    expect(live()).toEqual(['a visitor']);
    await loaded(true);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is left alone where it asks again: the site knows the account no more', async () => {
    await restartWith(visitor);
    await loaded(true);
    setLive(visitor);
    await loaded(true);
    expect([live(), await storedOf(ben)]).toEqual([['a visitor'], ['ben', 'ben']]);
  });

  it.each<[string, () => Promise<void>]>([
    ['the browser has run for a while', waitLong],
    ['Hatrack alone was started', restartAlone],
    ['nobody was active', signOutAll],
  ])('is left alone where %s', async (_, before) => {
    await restartWith(cookieJar([]));
    await before();
    setLive(visitor);
    await loaded(true);
    expect(live()).toEqual(['a visitor']);
  });

  it('is left alone where it asks whoever is signed in as before', async () => {
    await restartWith(cookieJar([]));
    world.tabs.reloaded.length = 0;
    await loaded(true);
    expect([live(), world.tabs.reloaded]).toEqual([['ben', 'ben'], []]);
  });

  it('is left alone where somebody has signed in there', async () => {
    await restartWith(visitor);
    const token = { id: 'c-9', email: 'cora@x.test' };
    world.tabs.looks.set(tab, {
      local: [['user', JSON.stringify(token)]],
      facts: { metas: [['user-login', 'cora']], marks: [], data: [] },
    });
    world.storage.origin('https://www.shop.test').local.set('user', JSON.stringify(token));
    await loaded(true);
    expect(live()).toEqual(['a visitor']);
  });
});

async function waitLong(): Promise<void> {
  world.time += 61_000;
}

async function restartAlone(): Promise<void> {
  world.withBrowser = false;
  await restartWith(cookieJar([]));
}

async function signOutAll(): Promise<void> {
  await engine.signOutAll(shop);
}
