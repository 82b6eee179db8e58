import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { engine, newWorld, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';
import { loaded, shows, signIn, site, stored } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('what all accounts have in common', () => {
  const keepsAnn = {
    rows: [{ fbase_key: 'firebase:authUser:key:app', value: { uid: 'a-1234', email: 'ann@x.test' } }],
  };

  beforeEach(async () => {
    world.storage
      .origin('https://www.shop.test')
      .local.set('user', JSON.stringify({ id: 'a-1234', email: 'ann@x.test', name: 'Ann' }));
    site('ann', { says: false });
    await engine.useSite(tab);
    await loaded();
    await engine.choose(shop.siteId, { carried: { local: 'shared', databases: 'shared' } });
    await engine.addAccount(shop);
  });

  it('makes nobody of a visitor', async () => {
    site(null);
    shows(null, keepsAnn);
    await loaded();
    expect([await rows(), await stored('Ann')]).toEqual([['Ann'], ['ann']]);
  });

  it.each([
    ['pages', 'ann', {}],
    ['databases', null, keepsAnn],
  ])('can be an origin, whose %s make nobody of a visitor either', async (_, shown, kept) => {
    await engine.choose(shop.siteId, { carried: { local: 'own', databases: 'own' } });
    await engine.shareOrigin(shop.siteId, 'https://www.shop.test', true);
    site(null);
    shows(shown, kept);
    await loaded();
    expect([await rows(), await stored('Ann')]).toEqual([['Ann'], ['ann']]);
  });

  it('can be an origin, whose pages do not tell who has signed in either', async () => {
    await engine.choose(shop.siteId, { carried: { local: 'own', databases: 'own' } });
    await engine.shareOrigin(shop.siteId, 'https://www.shop.test', true);
    await signIn('ben', { says: false });
    shows('ann');
    await loaded();
    expect([await rows(), await stored('Ann')]).toEqual([['Ann', 'Account 1*'], ['ann']]);
  });

  it('can have been an origin until now, which tells of nobody before a switch has exchanged it', async () => {
    await engine.choose(shop.siteId, { carried: { local: 'own', databases: 'own' } });
    await engine.goBack(shop);
    await engine.shareOrigin(shop.siteId, 'https://www.shop.test', true);
    await engine.addAccount(shop);
    await engine.shareOrigin(shop.siteId, 'https://www.shop.test', false);
    site(null);
    shows('ann', keepsAnn);
    await loaded();
    expect([await rows(), await stored('Ann')]).toEqual([['Ann'], ['ann']]);
  });

  it('does not tell who has signed in', async () => {
    await signIn('ben', { says: false });
    shows(null, keepsAnn);
    await loaded();
    expect([await rows(), await stored('Ann')]).toEqual([['Ann', 'Account 1*'], ['ann']]);
  });
});
