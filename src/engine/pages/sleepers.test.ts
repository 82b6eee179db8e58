import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { usual } from '@/domain/jar/carried';
import { aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld } from '@/testing/fake-world';
import { failsOnce, never, withFault } from '@/testing/faults';
import { engine, newWorldOfTwo, nextWorker, world } from '@/testing/scene';
import { ann, ben, seedStorage, seedTwoAccounts } from '@/testing/two-accounts';

/** A tab that sleeps through a switch wakes with what is the active account's, and nothing of it is lost. */

const sleeping = 2 as TabId;
const url = 'https://www.shop.test/asleep';
const shown = 'https://www.shop.test';

beforeEach(fallsAsleep);

async function fallsAsleep(): Promise<void> {
  await newWorldOfTwo();
  await seedStorage(world);
  world.tabs.open.push(aTab({ id: sleeping, url, front: false, awake: false }));
  world.storage.session(sleeping, shown).set('token', 'ann asleep');
}

function wakes(): void {
  const index = world.tabs.open.findIndex(({ id }) => id === sleeping);
  world.tabs.open.splice(index, 1, aTab({ id: sleeping, url, front: false }));
}

const session = (tab = sleeping) => [...world.storage.session(tab, shown)];
const storedOf = async (id: AccountId) =>
  (await world.vault.jarOf(id))?.tabs.find(({ tabId }) => tabId === sleeping)?.session;

describe('a tab that sleeps through a switch', () => {
  it('wakes without scripts, and is loaded again once it has nothing of the account before', async () => {
    await engine.switchAccount(shop, ben);
    expect([...world.hushed]).toEqual([sleeping]);
    expect(session()).toEqual([['token', 'ann asleep']]);
    wakes();
    await engine.noticeTab(sleeping, true);
    expect([session(), [...world.hushed]]).toEqual([[], []]);
    expect(world.tabs.reloaded.at(-1)).toBe(sleeping);
    expect(await storedOf(ann)).toEqual([['token', 'ann asleep']]);
    await engine.noticeTab(sleeping, true);
    expect(world.tabs.reloaded.filter((id) => id === sleeping)).toHaveLength(1);
  });

  it('gives it back when its account is', async () => {
    await engine.switchAccount(shop, ben);
    wakes();
    await engine.noticeTab(sleeping, true);
    world.storage.session(sleeping, shown).set('token', 'ben awake');
    await engine.switchAccount(shop, ann);
    expect(session()).toEqual([['token', 'ann asleep']]);
    await engine.switchAccount(shop, ben);
    expect(session()).toEqual([['token', 'ben awake']]);
  });

  it('is left alone where the accounts share its origin', async () => {
    await engine.shareOrigin(shop.siteId, shown, true);
    await engine.switchAccount(shop, ben);
    expect([...world.hushed]).toEqual([]);
    wakes();
    await engine.noticeTab(sleeping, true);
    expect([session(), world.tabs.reloaded]).toEqual([[['token', 'ann asleep']], [1]]);
  });

  it('gives what it has to nobody where the accounts have shared its origin until now', async () => {
    await engine.shareOrigin(shop.siteId, shown, true);
    await engine.switchAccount(shop, ben);
    await engine.shareOrigin(shop.siteId, shown, false);
    await engine.switchAccount(shop, ann);
    wakes();
    await engine.noticeTab(sleeping, true);
    await engine.switchAccount(shop, ben);
    expect(session()).not.toContainEqual(['token', 'ann asleep']);
  });

  it('keeps what it has where the accounts have come to share its origin by then', async () => {
    await engine.switchAccount(shop, ben);
    await engine.shareOrigin(shop.siteId, shown, true);
    wakes();
    await engine.noticeTab(sleeping, true);
    expect([session(), [...world.hushed]]).toEqual([[['token', 'ann asleep']], []]);
    expect(world.tabs.reloaded.at(-1)).toBe(sleeping);
  });

  it('is left alone when its account is active again by then', async () => {
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect([...world.hushed]).toEqual([]);
    wakes();
    await engine.noticeTab(sleeping, true);
    expect(session()).toEqual([['token', 'ann asleep']]);
    expect(world.tabs.reloaded).not.toContain(sleeping);
  });

  it('is exchanged first when the next switch comes before it was noticed', async () => {
    await engine.switchAccount(shop, ben);
    wakes();
    await engine.switchAccount(shop, ann);
    expect(session()).toEqual([['token', 'ann asleep']]);
    expect((await storedOf(ben)) ?? []).toEqual([]);
  });

  it('is left alone when the switch is undone', async () => {
    world.fault = (call) => {
      if (call === 'cookies.set') throw new Error('refused');
    };
    await expect(engine.switchAccount(shop, ben)).rejects.toThrow();
    world.fault = () => undefined;
    await engine.tend(shop);
    expect([session(), [...world.hushed]]).toEqual([[['token', 'ann asleep']], []]);
  });

  it('is left alone too when the switch that is undone had found nobody signed in', async () => {
    for (const id of [ben, ann]) await engine.switchAccount(shop, id);
    // Their person has cleared what the browser keeps, but for what sleeps.
    world.cookies.clear();
    for (const origin of [shown, 'https://api.shop.test'])
      for (const part of [world.storage.origin(origin).local, world.storage.origin(origin).databases])
        part.clear();
    world.storage.session(1 as TabId, shown).clear();
    world.fault = (call) => {
      if (call === 'cookies.set') throw new Error('refused');
    };
    await expect(engine.switchAccount(shop, ben)).rejects.toThrow();
    world.fault = () => undefined;
    await engine.tend(shop);
    wakes();
    await engine.noticeTab(sleeping, true);
    expect([session(), [...world.hushed]]).toEqual([[['token', 'ann asleep']], []]);
  });

  it('loads as ever on a site on which nobody has a sessionStorage, or all share it', async () => {
    await engine.choose(shop.siteId, { carried: { ...usual, session: 'shared' } });
    await engine.switchAccount(shop, ben);
    expect([...world.hushed]).toEqual([]);
    const bare = createFakeWorld();
    await seedTwoAccounts(bare, jarOf('ann'), jarOf('ben'));
    bare.tabs.open.push(aTab({ id: sleeping, url, front: false, awake: false }));
    await bare.startWorker().switchAccount(shop, ben);
    expect([...bare.hushed]).toEqual([]);
  });

  it('is found again by its address after the browser was restarted', async () => {
    await engine.switchAccount(shop, ben);
    world.session.content.clear();
    world.hushed.clear();
    const renumbered = 7 as TabId;
    world.storage.session(renumbered, shown).set('token', 'ann asleep');
    world.tabs.open.splice(1, 1, aTab({ id: renumbered, url, front: false, awake: false }));
    nextWorker();
    await engine.tendAll(shop.storeId);
    expect([...world.hushed]).toEqual([renumbered]);
    world.tabs.open.splice(1, 1, aTab({ id: renumbered, url, front: false }));
    await engine.noticeTab(renumbered, true);
    expect([session(renumbered), [...world.hushed]]).toEqual([[], []]);
  });

  it('crosses with none of the same address after the browser was restarted', async () => {
    const [ofBen, ofAnn] = [7 as TabId, 8 as TabId];
    await engine.switchAccount(shop, ben);
    world.session.content.clear();
    world.hushed.clear();
    const reopened = (id: TabId, awake: boolean) => aTab({ id, url, front: false, awake });
    // This one slept in while ben was active, and stands before the other.
    world.storage.session(ofBen, shown).set('token', 'ben asleep');
    world.storage.session(ofAnn, shown).set('token', 'ann asleep');
    world.tabs.open.splice(1, 1, reopened(ofBen, false), reopened(ofAnn, false));
    nextWorker();
    await engine.tendAll(shop.storeId);
    expect([...world.hushed]).toEqual([ofBen, ofAnn]);
    world.tabs.open.splice(1, 2, reopened(ofBen, true), reopened(ofAnn, true));
    for (const id of [ofBen, ofAnn]) await engine.noticeTab(id, true);
    expect([session(ofBen), session(ofAnn), [...world.hushed]]).toEqual([[], [], []]);
    expect(JSON.stringify(await world.vault.jarOf(ann))).not.toContain('ben asleep');
  });

  it('loads as ever once the Site is forgotten', async () => {
    await engine.switchAccount(shop, ben);
    await engine.forgetSite(shop.siteId);
    expect([...world.hushed]).toEqual([]);
  });

  it('stands there without scripts, and is not loaded again and again, while it cannot be exchanged', async () => {
    await engine.switchAccount(shop, ben);
    wakes();
    world.fault = (call) => {
      if (call === 'vault.put') throw new Error('full');
    };
    await expect(engine.noticeTab(sleeping, true)).rejects.toThrow('full');
    await engine.noticeTab(sleeping, true);
    expect([session(), [...world.hushed]]).toEqual([[['token', 'ann asleep']], [sleeping]]);
    world.fault = () => undefined;
    await world.startWorker().tend(shop);
    expect([session(), [...world.hushed]]).toEqual([[], []]);
    expect(await storedOf(ann)).toEqual([['token', 'ann asleep']]);
  });
});

describe('a tab that sleeps on another domain of the Site', () => {
  const there = 'https://login.idp.test/asleep';
  const idp = 'https://login.idp.test';
  const use = async (records: Record<string, unknown>) => {
    await world.local.set(records);
    world.tabs.open.splice(1, 1, aTab({ id: sleeping, url: there, front: false, awake: false }));
    world.storage.session(sleeping, idp).set('token', 'ann asleep');
    world.hushed.add(sleeping);
  };
  const stale = [{ tabId: sleeping, url: there, owner: 'cid', phase: 'asleep', isStuck: false }];

  it('loads as ever once that is none of it any more', async () => {
    const site = (await world.local.get(['site/shop.test']))['site/shop.test'] as object;
    await use({
      'site/shop.test': { ...site, domains: ['shop.test', 'idp.test'] },
      sites: { 'shop.test': 'shop.test', 'idp.test': 'shop.test' },
      stores: [shop.storeId],
      'sleepers/shop.test/0': stale,
    });
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect([...world.hushed]).toEqual([]);
  });

  it('is exchanged also where it slept before its Site was joined with this one', async () => {
    await use({
      sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test' },
      'site/idp.test': {
        id: 'idp.test',
        domains: ['idp.test'],
        accounts: ['cid'],
        leaving: [],
        tellPage: false,
      },
      'account/cid': { id: 'cid', siteId: 'idp.test', label: 'cid', colour: 'red', addedAt: 0 },
      'sleepers/idp.test/0': stale,
    });
    await engine.addAccount(shop);
    await engine.includeDomain({ siteId: shop.siteId, domain: 'idp.test', join: true, tabId: null });
    world.tabs.open.splice(1, 1, aTab({ id: sleeping, url: there, front: false }));
    await engine.noticeTab(sleeping, true);
    expect([[...world.storage.session(sleeping, idp)], [...world.hushed]]).toEqual([[], []]);
  });
});

describe('a worker that dies, or a call that fails, while such a tab is exchanged', () => {
  it.each(['dies', 'fails'])('%s: nothing is lost, and nothing crosses', async (how) => {
    let moved = 0;
    for (let at = 1; ; at++) {
      await fallsAsleep();
      await engine.switchAccount(shop, ben);
      wakes();
      nextWorker();
      const woken = () => engine.noticeTab(sleeping, true).catch(() => undefined);
      const hit = await withFault(world, woken, at, how === 'dies' ? never : failsOnce());
      nextWorker();
      await engine.tend(shop);
      if (session().length === 0) moved++;
      // Under ben there is nothing of ann's for a page to run with.
      if (session().length > 0) expect([...world.hushed]).toEqual([sleeping]);
      else expect([...world.hushed]).toEqual([]);
      // Nor does the tab stay empty.
      expect(world.tabs.quieted.has(sleeping)).toBe(false);
      expect(await storedOf(ben)).toBeUndefined();
      nextWorker();
      await engine.switchAccount(shop, ann);
      expect(session()).toEqual([['token', 'ann asleep']]);
      if (!hit) break;
    }
    expect(moved).toBeGreaterThan(5);
  });
});
