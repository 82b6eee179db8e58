import { beforeEach, describe, expect, it } from 'vitest';
import { cookieJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { live } from '@/testing/plain-site';
import { setLive } from '@/testing/restart';
import { engine, newWorldOfTwo, nextWorker, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';
import { ben } from '@/testing/two-accounts';

/** By which the site knows who it is also without a session. */
const lasting = aCookie({ name: 'remember', value: 'long', expires: 9e9 });

beforeEach(async () => {
  await newWorldOfTwo();
  await engine.tendAll(shop.storeId);
  await engine.switchAccount(shop, ben);
  world.cookies.write(lasting);
  await follow();
  world.time += 60_000;
  await engine.tend(shop);
  world.withBrowser = false;
});

/** Cookies have changed, and then nothing happens for a while. */
async function follow(): Promise<void> {
  engine.noticeCookie('shop.test', shop.storeId);
  for (const work of world.later.values()) await work();
}

/** @param left what outlives it */
async function closeLastWindow(left = lasting): Promise<void> {
  await engine.noticeWindows(false, shop.storeId);
  setLive(cookieJar([left]));
}

const bens = () => world.vault.jarOf(ben).then((jar) => jar?.cookies.map(({ value }) => value).toSorted());

describe('a browser whose last window was closed', () => {
  it('has everybody signed in as before once there is a window again', async () => {
    await closeLastWindow();
    await engine.noticeWindows(true, shop.storeId);
    expect([live().toSorted(), await rows()]).toEqual([
      ['ben', 'ben', 'long'],
      ['ann', 'ben*'],
    ]);
  });

  it('has them signed in also where a site has renewed right before what outlives it', async () => {
    await closeLastWindow({ ...lasting, value: 'renewed' });
    await engine.noticeWindows(true, shop.storeId);
    expect(live().toSorted()).toEqual(['ben', 'ben', 'renewed']);
  });

  it('keeps what is stored, whoever hears first that cookies are gone', async () => {
    await closeLastWindow();
    await follow();
    await engine.tend(shop);
    expect(await bens()).toEqual(['ben', 'ben', 'long']);
    await engine.noticeWindows(true, shop.storeId);
    expect(live().toSorted()).toEqual(['ben', 'ben', 'long']);
  });

  it('has them signed in also where the worker has died meanwhile', async () => {
    await closeLastWindow();
    nextWorker();
    await engine.tendAll(shop.storeId);
    expect(live().toSorted()).toEqual(['ben', 'ben', 'long']);
  });

  it('gives nothing back that a site has taken since', async () => {
    await closeLastWindow();
    await engine.noticeWindows(true, shop.storeId);
    setLive(cookieJar([lasting]));
    await engine.noticeWindows(true, shop.storeId);
    await engine.tend(shop);
    expect(live()).toEqual(['long']);
  });

  it('has nothing given back as long as a window is left', async () => {
    setLive(jarOf('visitor'));
    await engine.noticeWindows(true, shop.storeId);
    await engine.tend(shop);
    expect(live()).toEqual(['visitor', 'visitor']);
  });
});
