import { beforeEach, describe, expect, it } from 'vitest';
import type { SiteId, TabId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

const accounts = async () => (await engine.siteAccounts(shop.siteId)).accounts;

beforeEach(async () => {
  world = createFakeWorld();
  engine = world.startWorker();
});

describe('the settings of Hatrack as a whole', () => {
  it('are the usual ones until something is chosen, and each is chosen alone', async () => {
    expect(await engine.settings()).toEqual(usualSettings);
    await Promise.all([engine.chooseSettings({ theme: 'dark' }), engine.chooseSettings({ badge: false })]);
    expect(await world.startWorker().settings()).toEqual({ ...usualSettings, theme: 'dark', badge: false });
  });

  it.each<[string, unknown, object]>([
    ['a choice', { theme: 'of a later version', badge: false }, { badge: false }],
    ['all of them', 'of a later version', {}],
  ])('are as usual where %s cannot be read, and can be chosen anew', async (_, stored, read) => {
    await world.local.set({ settings: stored });
    engine = world.startWorker();
    expect((await engine.optionsView()).settings).toEqual({ ...usualSettings, ...read });
    await engine.chooseSettings({ theme: 'dark' });
    expect(await world.startWorker().settings()).toEqual({ ...usualSettings, ...read, theme: 'dark' });
  });

  it('give the order of the list to sites that are taken into use from then on', async () => {
    await engine.chooseSettings({ order: 'recent' });
    await engine.useSite(tab);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.choices.order).toBe('recent');
  });

  it('have the badges of all sites drawn anew', async () => {
    await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
    world.announced.length = 0;
    await engine.chooseSettings({ theme: 'dark' });
    expect(world.announced).toEqual(['progress']);
    await engine.chooseSettings({ badge: false });
    expect(world.announced).toContain('shop.test');
  });
});

describe('the accounts of a Site, in the settings', () => {
  beforeEach(async () => {
    await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
    await engine.tend(shop);
  });

  it('are those of its list, each with when it was used and where it is', async () => {
    world.time += 1000;
    await engine.switchAccount(shop, ben);
    expect(await accounts()).toMatchObject([
      { id: ann, active: false, usedAt: 0, place: shop },
      { id: ben, active: true, usedAt: world.time, place: shop },
    ]);
  });

  it('are where they are live, also in a container', async () => {
    const container = { ...shop, storeId: 'container' };
    await world.local.set({
      stores: ['0', 'container'],
      'live/shop.test/container': { active: ben, adding: null, lapsed: false },
    });
    engine = world.startWorker();
    expect((await accounts()).map(({ active, place }) => [active, place.storeId])).toEqual([
      [true, '0'],
      [true, container.storeId],
    ]);
  });

  it('can be coloured', async () => {
    await engine.colourAccount(ben, 'pink');
    expect((await accounts()).map(({ colour }) => colour)).toEqual(['blue', 'pink']);
    await expect(engine.colourAccount('gone' as typeof ann, 'pink')).rejects.toMatchObject({
      code: 'account/unknown',
    });
  });

  it('can be had back for a while after they were signed out', async () => {
    await engine.signOutOne(shop, ben);
    expect((await engine.siteAccounts(shop.siteId)).undo).toMatchObject({ id: ben, label: 'ben' });
    await engine.undoSignOut(shop, ben);
    expect((await engine.siteAccounts(shop.siteId)).undo).toBeNull();
    expect((await accounts()).map(({ id }) => id)).toEqual([ann, ben]);
  });

  it('are those of a Site in use alone', async () => {
    const siteId = 'other.test' as SiteId;
    await expect(engine.siteAccounts(siteId)).rejects.toMatchObject({ code: 'site/unused' });
  });

  it('take room, which is told by Site', async () => {
    const { sites } = await engine.storageView();
    expect(sites).toEqual([{ siteId: shop.siteId, bytes: expect.any(Number) }]);
    expect(sites[0]?.bytes).toBeGreaterThan(400);
  });
});
