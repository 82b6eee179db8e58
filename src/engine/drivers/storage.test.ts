import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import { aCookie, anAnswer, aTab, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { dieSwitching } from '@/testing/faults';
import { ann, ben, liveStorage, seedStorage, storageOf, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** What origins keep, through a switch. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);

describe('a switch', () => {
  it('exchanges everything that every origin keeps, and leaves nothing open', async () => {
    await seedStorage(world);
    for (const id of [ben, ann, ben]) {
      await engine.switchAccount(shop, id);
      expect(liveStorage(world)).toEqual(storageOf(id));
    }
    expect(world.storage.open).toBe(0);
    expect(world.storage.framed).toEqual([hidden, hidden, hidden]);
  });

  it('exchanges what an origin keeps beside its like without encryption, where a browser deletes by host', async () => {
    world.storage.deletesByHost = true;
    const plain = shown.replace('https:', 'http:');
    await seedStorage(world);
    await engine.noticeAnswer(visit(plain));
    world.storage.origin(plain).local.set('token', 'ann');
    // A browser takes its time over some of them.
    let [deleted, filled] = [0, 0];
    world.fault = async (call) => {
      if (call === 'host.fillDatabase') filled++;
      if (call !== 'host.removeDatabases' || ++deleted !== 2) return;
      for (let turns = 0; turns < 100 && filled < 2; turns++) await new Promise((next) => setTimeout(next));
    };
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
  });

  it('asks no site for a page where nothing is kept', async () => {
    await world.local.set({
      'origins/shop.test': [{ origin: hidden, visitedAt: 1, emptyIn: [], path: null }],
    });
    for (const id of [ben, ann, ben]) await engine.switchAccount(shop, id);
    expect(world.storage.framed).toEqual([hidden]);
  });

  it('passes over an address that only leads elsewhere', async () => {
    world.storage.unreachable.add('http://shop.test');
    await engine.noticeAnswer({ ...visit('http://shop.test'), status: 301 });
    await engine.switchAccount(shop, ben);
    expect(world.storage.framed).toEqual([]);
  });

  it('looks again where a page has been since', async () => {
    await engine.noticeAnswer(visit(hidden));
    world.time += 5000;
    await engine.switchAccount(shop, ben);
    world.time += 5000;
    await engine.noticeAnswer(visit(hidden));
    world.storage.origin(hidden).local.set('token', 'of ben');
    world.time += 5000;
    await engine.switchAccount(shop, ann);
    expect(live(hidden)).toEqual({});
    await engine.switchAccount(shop, ben);
    expect(live(hidden)).toEqual({ token: 'of ben' });
  });

  it('is refused, with nothing changed, when an origin that keeps something does not answer', async () => {
    await seedStorage(world);
    world.storage.unreachable.add(hidden);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/unreachable',
      subject: hidden,
    });
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.storage.open).toBe(0);
  });

  it('is refused, with nothing changed, when the page in front does not say what its origin keeps', async () => {
    await seedStorage(world);
    world.tabs.silent.add(tab);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/silent',
      subject: shown,
    });
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
    expect(world.tabs.quieted.size).toBe(0);
    world.tabs.silent.clear();
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
  });

  it('is refused, with nothing changed, where the page in front is no way in', async () => {
    await seedStorage(world);
    world.fault = (call) => {
      if (call === 'storage.inTab') throw new AppError('origin/unreachable', shown);
    };
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/silent',
      subject: shown,
    });
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
  });

  it('lets no tab behind sleep that does not say what its origin keeps', async () => {
    await seedStorage(world);
    const behind = 2 as TabId;
    world.tabs.open.push(aTab({ id: behind, front: false }));
    world.tabs.silent.add(behind);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'origin/silent' });
    expect(world.tabs.discarded).toEqual([]);
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
  });

  it('passes over an address that could not be loaded: nothing of it has ever been there', async () => {
    const wrong = 'https://wwww.shop.test';
    world.tabs.open.push(aTab({ id: 2 as TabId, url: `${wrong}/` }));
    world.tabs.failed.add(2 as TabId);
    world.storage.unreachable.add(wrong);
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ben', 'ben']);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.origins.map(({ origin }) => origin)).toEqual([shown]);
  });

  it('goes on when what that origin keeps is deleted', async () => {
    await seedStorage(world);
    world.storage.unreachable.add(hidden);
    await engine.forgetOrigin(shop.siteId, hidden);
    expect(live(hidden)).toEqual({});
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ben ${shown}` });
    world.storage.unreachable.clear();
    await engine.switchAccount(shop, ann);
    await engine.switchAccount(shop, ben);
    expect([live(shown), live(hidden)]).toEqual([{ token: `ben ${shown}` }, {}]);
  });

  it('keeps nothing that tabs of a deleted origin had', async () => {
    await seedStorage(world);
    await engine.noticeAnswer(visit(shown));
    await engine.forgetOrigin(shop.siteId, shown);
    expect((await world.vault.jarOf(ben))?.tabs.flatMap(({ session }) => session)).toEqual([]);
    await engine.switchAccount(shop, ben);
    expect([...world.storage.session(tab, shown)]).toEqual([]);
  });

  it('goes on too when it was cut short and left open, and such an origin is deleted then', async () => {
    await seedStorage(world);
    await dieSwitching(world, engine, ben);
    world.storage.unreachable.add(hidden);
    engine = world.startWorker();
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    await engine.forgetOrigin(shop.siteId, hidden);
    await engine.switchAccount(shop, ben);
    expect([cookies(), live(shown)]).toEqual([['ben', 'ben'], { token: `ben ${shown}` }]);
  });

  it('goes on with an account that has come back after such an origin was deleted', async () => {
    await seedStorage(world);
    await engine.signOutOne(shop, ben);
    world.storage.unreachable.add(hidden);
    await engine.forgetOrigin(shop.siteId, hidden);
    await engine.undoSignOut(shop, ben);
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ben ${shown}` });
  });

  it('loses nothing where such an origin is deleted meanwhile', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    world.cookies.write(aCookie({ value: 'ann renewed' }));
    let switching: Promise<unknown> | null = null;
    let isOver = false;
    world.fault = async (call) => {
      if (call !== 'vault.put' || switching !== null) return;
      switching = engine.switchAccount(shop, ben).finally(() => {
        isOver = true;
      });
      // A switch that does not wait is over by then.
      for (let turns = 0; turns < 1000 && !isOver; turns++) await new Promise((next) => setTimeout(next));
    };
    await engine.forgetOrigin(shop.siteId, hidden);
    await switching;
    await engine.switchAccount(shop, ann);
    expect(cookies()).toContain('ann renewed');
  });

  it('gives the sessionStorage of a tab that is gone to another of its origin', async () => {
    await seedStorage(world);
    world.tabs.open.splice(0, 1, aTab({ id: 7 as TabId }));
    await engine.switchAccount({ ...shop, tabId: 7 as TabId }, ben);
    expect([...world.storage.session(7 as TabId, shown)]).toEqual([['token', 'ben']]);
  });

  it('lets tabs behind sleep, but one that has a sessionStorage, or is the only way in', async () => {
    await seedStorage(world);
    const behind = [2, 3, 4].map((id) => aTab({ id: id as TabId, front: false }));
    const elsewhere = [5, 6].map((id) => aTab({ id: id as TabId, front: false, url: `${hidden}/` }));
    world.tabs.open.push(...behind, ...elsewhere);
    world.storage.session(3 as TabId, shown).set('step', 'ann behind');
    await engine.switchAccount(shop, ben);
    expect(world.tabs.discarded).toEqual([2, 4, 6]);
    expect(world.storage.framed).toEqual([]);
    expect(world.storage.session(3 as TabId, shown).size).toBe(0);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
    await engine.switchAccount(shop, ann);
    expect([...world.storage.session(3 as TabId, shown)]).toEqual([['step', 'ann behind']]);
  });

  it('keeps no rows that no jar names', async () => {
    await seedStorage(world);
    for (const id of [ben, ann, ben, ann, ben]) await engine.switchAccount(shop, id);
    // Of two origins: of ann one generation, for nothing is new; of ben also the one that nobody has compared with what was live.
    expect(await rowsIn(world.name)).toBe(6);
    await engine.signOutAll(shop);
    world.time += 40_000;
    await engine.tend(shop);
    expect(await rowsIn(world.name)).toBe(0);
  });
});

function visit(origin: string) {
  return anAnswer({ url: `${origin}/` });
}

function rowsIn(name: string): Promise<number> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const count = request.result.transaction('rows').objectStore('rows').count();
      count.onsuccess = () => resolve(count.result);
    };
  });
}
