import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SiteId, TabId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
const other = 'other.test' as SiteId;
let world: FakeWorld;
let engine: Engine;

const live = () => world.cookies.content().map(({ value }) => value);
const kept = () => [...world.local.content].flatMap(([key, value]) => (value === null ? [] : key)).toSorted();
const jars = async () => (await openDB(world.name)).getAllKeys('jars');
const view = () => engine.popupView(tab);

beforeEach(async () => {
  world = createFakeWorld();
  engine = world.startWorker();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  await engine.tend(shop);
});

describe('forgetting a Site', () => {
  it('leaves nothing of it but who is signed in, and offers to use it again', async () => {
    await engine.switchAccount(shop, ben);
    await engine.signOutOne(shop, ann);
    await engine.forgetSite(shop.siteId);
    expect(live()).toEqual(['ben', 'ben']);
    expect(kept()).toEqual(['sites', 'stores']);
    expect(await jars()).toEqual([]);
    expect([...world.barriers]).toEqual([]);
    expect([...world.session.content.keys()].filter((key) => key.includes('shop.test'))).toEqual([]);
    expect(world.announced).toContain('forgotten shop.test');
    expect([...world.withheld]).toContain('*://*.shop.test/*');
    expect(await view()).toMatchObject({ kind: 'ask', siteId: null, kept: 0, permitted: false });
    world.withheld.clear();
    await engine.useSite(tab);
    expect(await view()).toMatchObject({ rows: [{ label: 'Account 1', active: true }] });
  });

  it('leaves no barrier behind where the worker dies in the middle', async () => {
    for (let at = 1; ; at++) {
      await engine.switchAccount(shop, ben);
      let calls = 0;
      const died = new Promise<void>((resolve) => {
        world.fault = () => {
          if (++calls < at) return;
          resolve();
          return new Promise(() => undefined);
        };
      });
      const forgotten = engine.forgetSite(shop.siteId).then(() => true);
      const isOver = await Promise.race([forgotten, died.then(() => false)]);
      world.fault = () => undefined;
      engine = world.startWorker();
      await engine.tendAll(shop.storeId);
      world.time += 400_000;
      await engine.tendAll(shop.storeId);
      expect([at, ...world.barriers]).toEqual([at]);
      if (isOver) return;
      world.withheld.clear();
      await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
    }
  });

  it('leaves nothing where a page of it is on its way', async () => {
    const seen = anAnswer({ startedAt: world.time, at: world.time });
    for (let at = 1; ; at++) {
      let [calls, isOver] = [0, false];
      let forgotten: Promise<void> | undefined;
      world.fault = async (call) => {
        if (!/^(local|session)/.test(call) || ++calls !== at) return;
        forgotten = engine.forgetSite(shop.siteId).finally(() => {
          isOver = true;
        });
        // One that waits for this is not over by then.
        for (let turns = 0; turns < 50 && !isOver; turns++) await new Promise((next) => setTimeout(next));
      };
      await engine.noticeAnswer(seen);
      await forgotten;
      world.fault = () => undefined;
      if (calls < at) break;
      expect(kept(), String(at)).toEqual(['sites', 'stores']);
      await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
    }
  });

  it('leaves other Sites alone', async () => {
    await world.local.set({
      sites: { 'shop.test': 'shop.test', [other]: other },
      [`site/${other}`]: { id: other, domains: [other], accounts: [], leaving: [], tellPage: false },
    });
    engine = world.startWorker();
    await engine.forgetSite(shop.siteId);
    expect((await engine.optionsView()).sites.map(({ id }) => id)).toEqual([other]);
    expect([...world.withheld].filter((pattern) => pattern.includes(other))).toEqual([]);
  });

  it('tells its pages nothing any more', async () => {
    await engine.choose(shop.siteId, { tellPage: true });
    expect(world.told).toEqual(['shop.test']);
    await engine.forgetSite(shop.siteId);
    expect(world.told).toEqual([]);
  });

  it('undoes a switch first that a dead worker left open', async () => {
    world.fault = (call) => (call === 'cookies.set' ? new Promise<void>(() => undefined) : undefined);
    void engine.switchAccount(shop, ben).catch(() => undefined);
    await expect.poll(() => world.local.content.get('journal/shop.test/0')).toMatchObject({ phase: 'held' });
    world.fault = () => undefined;
    engine = world.startWorker();
    await engine.forgetSite(shop.siteId);
    expect(live()).toEqual(['ann', 'ann']);
    expect(kept()).toEqual(['sites', 'stores']);
  });

  it('changes nothing where that cannot be', async () => {
    world.fault = (call) => (call === 'cookies.set' ? new Promise<void>(() => undefined) : undefined);
    void engine.switchAccount(shop, ben).catch(() => undefined);
    await expect.poll(() => world.local.content.get('journal/shop.test/0')).toMatchObject({ phase: 'held' });
    world.fault = () => undefined;
    engine = world.startWorker();
    world.cookies.granted = false;
    const before = kept();
    await expect(engine.forgetSite(shop.siteId)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    await expect(engine.deleteEverything()).rejects.toMatchObject({ code: 'switch/unrepaired' });
    expect(kept()).toEqual(before);
    expect(await jars()).not.toEqual([]);
  });

  it('is done by doing it once more, at whatever step it was cut short', async () => {
    for (let step = 1, isWhole = false; !isWhole; step++) {
      world = createFakeWorld();
      await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
      engine = world.startWorker();
      await engine.tend(shop);
      let calls = 0;
      world.fault = () => {
        if (++calls === step) throw new Error('cut short');
      };
      isWhole = await engine.forgetSite(shop.siteId).then(
        () => true,
        () => false,
      );
      world.fault = () => undefined;
      engine = world.startWorker();
      const { sites } = await engine.optionsView();
      if (sites.length > 0) await engine.forgetSite(shop.siteId);
      expect([step, live()]).toEqual([step, ['ann', 'ann']]);
      expect([step, kept()]).toEqual([step, ['sites', 'stores']]);
      expect([step, await jars()]).toEqual([step, []]);
      expect((await view()).kind).toBe('ask');
    }
  });

  it('is not for a Site that is not in use', async () => {
    await expect(engine.forgetSite(other)).rejects.toMatchObject({ code: 'site/unused' });
  });
});

describe('deleting everything', () => {
  it('leaves nothing stored, and everybody signed in', async () => {
    await engine.chooseSettings({ theme: 'dark', badge: false });
    await world.vault.put('orphan' as typeof ann, jarOf('orphan'));
    await engine.deleteEverything();
    expect(live()).toEqual(['ann', 'ann']);
    expect(kept()).toEqual([]);
    expect(await jars()).toEqual([]);
    expect(await engine.optionsView()).toEqual({ sites: [], seal: 'none', settings: usualSettings });
    expect(await view()).toMatchObject({ kind: 'ask' });
  });

  it.each([
    ['a Site', { 'site/other.test': { id: other, order: 'of a later version' } }],
    ['who is live', { 'live/shop.test/0': { active: 1 } }],
    ['the list of Sites', { sites: 'of a later version' }],
  ])('does so also where %s cannot be read', async (_, written) => {
    await world.local.set({ sites: { 'shop.test': shop.siteId, 'other.test': other }, ...written });
    await world.startWorker().deleteEverything();
    expect(kept()).toEqual([]);
    expect(await jars()).toEqual([]);
  });

  it('does so also where the jars are of a later version', async () => {
    const later = createFakeWorld();
    (await openDB(later.name, 1000)).close();
    await later.local.set(Object.fromEntries(world.local.content));
    await later.startWorker().deleteEverything();
    expect([...later.local.content]).toEqual([]);
    expect(await later.vault.jarOf(ann)).toBeNull();
  });
});

describe('a Site that cannot be read', () => {
  beforeEach(async () => {
    await world.local.set({
      sites: { 'shop.test': shop.siteId, 'other.test': other },
      'site/other.test': { id: other, order: 'of a later version' },
    });
    engine = world.startWorker();
  });

  it('keeps nobody from the others', async () => {
    expect(await view()).toMatchObject({ kind: 'accounts' });
    expect((await engine.optionsView()).sites).toMatchObject([{ id: shop.siteId }]);
  });

  it.each(['live/other.test/0', 'origins/other.test'])('nor does one of which it is %s', async (key) => {
    const record = { id: other, domains: [other], accounts: [], leaving: [], tellPage: false };
    await world.local.set({ 'site/other.test': record, [key]: 'of a later version' });
    expect(await view()).toMatchObject({ kind: 'accounts' });
    expect((await engine.optionsView()).sites[0]).toMatchObject({ id: shop.siteId });
  });

  it('is not written over', async () => {
    world.tabs.open[0] = aTab({ url: 'https://other.test/' });
    await expect(engine.useSite(tab)).rejects.toMatchObject({ code: 'storage/unreadable' });
    expect(world.local.content.get('site/other.test')).toEqual({ id: other, order: 'of a later version' });
  });
});
