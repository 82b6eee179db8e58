import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { never, withFault } from '@/testing/faults';
import {
  annsJar,
  atIdp,
  domains,
  idp,
  idpCookie,
  ledToIdp,
  names,
  show,
  start,
  there,
  wish,
} from '@/testing/idp-site';
import { engine, nextWorker, world } from '@/testing/scene';
import { ann, ben } from '@/testing/two-accounts';

/** idp.test was the Site's, with ann and ben signed in there. It was removed while ann was active, and it is ben who is now. */

const again = { ...wish, tabId: null };
const device = () => [...world.storage.origin(idp).local];

beforeEach(ofBen);

async function ofBen(): Promise<void> {
  await ledToIdp();
  await engine.includeDomain(wish);
  await engine.goBack(shop);
  world.time += 60_000;
  await engine.switchAccount(shop, ben);
}

async function removedUnderAnn(): Promise<void> {
  world.cookies.write(idpCookie('ben'));
  await engine.switchAccount(shop, ann);
  await engine.removeDomain(shop.siteId, 'idp.test');
  await engine.switchAccount(shop, ben);
  world.withheld.clear();
}

describe('a domain that is added again', () => {
  it('is looked into again: nobody has seen which pages of it were loaded meanwhile', async () => {
    await engine.switchAccount(shop, ann);
    world.storage.origin(idp).local.clear();
    world.time += 60_000;
    await engine.switchAccount(shop, ben);
    await engine.removeDomain(shop.siteId, 'idp.test');
    world.storage.origin(idp).local.set('device', 'ben');
    world.withheld.clear();
    await engine.includeDomain(again);
    await engine.switchAccount(shop, ann);
    expect(device()).toEqual([]);
    await engine.switchAccount(shop, ben);
    expect(device()).toEqual([['device', 'ben']]);
  });

  it('is still whose it was, and the active account has there what was stored of it', async () => {
    await removedUnderAnn();
    expect([atIdp(), device()]).toEqual([['idp.test sso=ann'], [['device', 'ann']]]);
    await engine.includeDomain(again);
    expect([atIdp(), device()]).toEqual([['idp.test sso=ben'], []]);
    await engine.switchAccount(shop, ann);
    expect([atIdp(), device()]).toEqual([['idp.test sso=ann'], [['device', 'ann']]]);
    expect(names(await world.vault.jarOf(ben))).toEqual(['idp.test ben', 'shop.test ben', 'shop.test ben']);
  });

  it('has an origin left alone that the accounts shared before', async () => {
    await engine.shareOrigin(shop.siteId, idp, true);
    world.storage.origin(idp).local.set('device', 'common');
    await removedUnderAnn();
    await engine.includeDomain(again);
    await engine.switchAccount(shop, ann);
    expect([atIdp(), device()]).toEqual([['idp.test sso=ann'], [['device', 'common']]]);
  });

  it('has the active account back in it where nobody is signed in any more', async () => {
    await removedUnderAnn();
    world.cookies.write({ ...idpCookie('ann'), expires: 1 });
    expect(atIdp()).toEqual([]);
    await engine.includeDomain(again);
    expect(atIdp()).toEqual(['idp.test sso=ben']);
  });

  it('stays as it is with a sign-in that nobody knows', async () => {
    await removedUnderAnn();
    world.cookies.write(idpCookie('renewed'));
    await engine.includeDomain(again);
    expect(atIdp()).toEqual(['idp.test sso=renewed']);
  });

  it('is still whose it was where a new sign-in has led there', async () => {
    await removedUnderAnn();
    show(start);
    await engine.addAccount({ ...shop, tabId: 1 as TabId });
    show(there);
    await engine.includeDomain(wish);
    expect(atIdp()).toEqual([]);
    expect(names(await world.vault.jarOf(ben))).toEqual(['idp.test ben', 'shop.test ben', 'shop.test ben']);
    expect(names(await world.vault.jarOf(ann))).toEqual(annsJar);
  });

  it('is none of the Site’s, and as it was, where that cannot be done', async () => {
    await removedUnderAnn();
    world.fault = (call) => {
      if (call === 'cookies.set') throw new Error('Refused');
    };
    await expect(engine.includeDomain(again)).rejects.toThrow();
    world.fault = () => undefined;
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    await engine.includeDomain(again);
    expect(atIdp()).toEqual(['idp.test sso=ben']);
  });

  it('is nobody else’s, whenever the worker dies', async () => {
    for (let at = 1; ; at++) {
      if (at > 1) await ofBen();
      await removedUnderAnn();
      const hit = await withFault(world, () => engine.includeDomain(again), at, never);
      nextWorker();
      await engine.tendAll(shop.storeId);
      await engine.includeDomain(again);
      expect(atIdp(), String(at)).toEqual(['idp.test sso=ben']);
      await engine.switchAccount(shop, ann);
      expect([atIdp(), device()]).toEqual([['idp.test sso=ann'], [['device', 'ann']]]);
      if (!hit) break;
    }
  }, 120_000);
});
