import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { usual } from '@/domain/jar/carried';
import { usualChoices } from '@/domain/site/site-choices';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

async function rows(): Promise<string[]> {
  const view = await engine.popupView(tab);
  if (view.kind !== 'accounts') return [view.kind];
  return view.rows.map(({ label, active }) => (active ? `${label}*` : label));
}

const live = () => world.cookies.content().map(({ value }) => value);

beforeEach(async () => {
  world = createFakeWorld();
  engine = world.startWorker();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  await engine.tendAll(shop.storeId);
});

describe('the order of the list', () => {
  it('is changed by moving an account, and keys follow it', async () => {
    await engine.moveAccount(ben, 0);
    expect(await rows()).toEqual(['ben', 'ann*']);
    await engine.switchToNumber(tab, 1);
    expect(live()).toEqual(['ben', 'ben']);
    await expect(engine.moveAccount('gone' as AccountId, 0)).rejects.toMatchObject({
      code: 'account/unknown',
    });
  });

  it('can be by last use, which the next key follows to and fro', async () => {
    await engine.choose(shop.siteId, { order: 'recent' });
    world.time += 1000;
    await engine.switchAccount(shop, ben);
    expect(await rows()).toEqual(['ben*', 'ann']);
    world.time += 1000;
    await engine.switchBy(tab, 1);
    expect(await rows()).toEqual(['ann*', 'ben']);
  });

  it('is the person’s own again from what they saw once they move an account', async () => {
    await engine.choose(shop.siteId, { order: 'recent' });
    world.time += 1000;
    await engine.switchAccount(shop, ben);
    await engine.moveAccount(ben, 1);
    expect(await rows()).toEqual(['ann', 'ben*']);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.choices).toEqual(usualChoices);
  });
});

describe('a choice', () => {
  it('of one kind leaves what was chosen for another right before', async () => {
    const { siteId } = shop;
    await Promise.all([
      engine.choose(siteId, { carried: { local: 'shared' } }),
      engine.choose(siteId, { carried: { databases: 'deleted' } }),
    ]);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.choices.carried).toEqual({ ...usual, local: 'shared', databases: 'deleted' });
  });

  it('made while a switch goes on is not lost by it', async () => {
    const leaving = engine.signOutOne(shop, ann);
    await Promise.all([leaving, engine.choose(shop.siteId, { sharedNames: ['theme', 'theme'] })]);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.choices.sharedNames).toEqual(['theme']);
    expect(await rows()).toEqual(['ben*']);
  });

  it('of an address to sign out at may be no other site’s', async () => {
    await engine.choose(shop.siteId, { signOutUrl: 'https://www.shop.test/out' });
    for (const signOutUrl of ['https://evil.test/logout', 'javascript:0', 'nonsense'])
      await expect(engine.choose(shop.siteId, { signOutUrl })).rejects.toMatchObject({
        code: 'site/sign-out-address',
      });
    expect((await engine.optionsView()).sites[0]?.choices.signOutUrl).toBe('https://www.shop.test/out');
  });
});

describe('a site on which Hatrack is turned off', () => {
  const off = { code: 'site/off' };

  it('is left alone, and its accounts are kept', async () => {
    await engine.choose(shop.siteId, { multiSession: false });
    expect(await engine.popupView(tab)).toEqual({
      kind: 'off',
      siteId: 'shop.test',
      siteName: 'shop.test',
      kept: 2,
    });
    expect(await engine.accountInTab(tab)).toBeNull();
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject(off);
    await expect(engine.addAccount(shop)).rejects.toMatchObject(off);
    await expect(engine.signOutAll(shop)).rejects.toMatchObject(off);
    expect(await engine.switchBy(tab, 1)).toBeNull();
    expect(await engine.switchToNumber(tab, 2)).toBeNull();
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('can be so while its permission is away, and stores nothing then', async () => {
    await engine.switchAccount(shop, ben);
    world.cookies.granted = false;
    await engine.choose(shop.siteId, { multiSession: false });
    world.cookies.granted = true;
    expect((await engine.popupView(tab)).kind).toBe('off');
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });

  it('tells its pages nothing', async () => {
    await engine.choose(shop.siteId, { tellPage: true });
    expect(world.told).toEqual(['shop.test']);
    await engine.choose(shop.siteId, { multiSession: false });
    expect(world.told).toEqual([]);
    expect(await engine.pageView('https://www.shop.test', shop.storeId)).toBeNull();
  });

  it('knows its account again when it is turned on, with what was renewed before', async () => {
    world.cookies.write(aCookie({ value: 'ann, renewed' }));
    await engine.choose(shop.siteId, { multiSession: false });
    await engine.choose(shop.siteId, { multiSession: true });
    expect(await rows()).toEqual(['ann*', 'ben']);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(live()).toContain('ann, renewed');
  });

  it('makes an account of who signed in meanwhile where nobody was', async () => {
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    await engine.signOutOne(shop, ann);
    await engine.choose(shop.siteId, { multiSession: false });
    world.cookies.write(aCookie({ value: 'cora' }));
    await engine.choose(shop.siteId, { multiSession: true });
    expect(await rows()).toEqual(['ben', 'Account 1*']);
  });

  it('forgets who was active where nobody is any more', async () => {
    await engine.choose(shop.siteId, { multiSession: false });
    world.cookies.clear();
    await engine.choose(shop.siteId, { multiSession: true });
    expect(await rows()).toEqual(['ann', 'ben']);
  });
});
