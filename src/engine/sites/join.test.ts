import { beforeEach, describe, expect, it } from 'vitest';
import type { SiteId, StoreId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { jarOf, shop } from '@/testing/builders';
import {
  atIdp,
  cid,
  cidAtIdp,
  domains,
  idp,
  idpCookie,
  idpInUse,
  ledToIdp,
  live,
  names,
  show,
  wish,
} from '@/testing/idp-site';
import { here, isLedBack, noOffer, offer, sessions, signsInThere, stored, withAnn } from '@/testing/led-back';
import { engine, newWorld, world } from '@/testing/scene';
import { idOf, rows, view } from '@/testing/seen-in-popup';
import { shows } from '@/testing/telling-site';
import { ann } from '@/testing/two-accounts';

describe('a domain that belongs to another Site', () => {
  beforeEach(async () => {
    await ledToIdp();
    await cidAtIdp();
  });

  it('joined, both share one list, and every account keeps its own', async () => {
    await engine.includeDomain({ ...wish, join: true });
    expect(live()).toEqual([]);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['ann', 'ben', 'ann 2']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['shop.test seen=ann', 'shop.test sid=ann']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
  });

  it('from the settings leaves the Site’s active account active', async () => {
    await engine.goBack(shop);
    show('https://www.shop.test/');
    await engine.includeDomain({ ...wish, tabId: null, join: true });
    expect((await view()).rows.map(({ label, active }) => [label, active])).toEqual([
      ['ann', true],
      ['ben', false],
      ['ann 2', false],
    ]);
    expect(live()).toEqual(['shop.test seen=ann', 'shop.test sid=ann']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
  });

  it('can be had without its origin that does not answer, which is left alone then', async () => {
    world.storage.unreachable.add(idp);
    await world.local.set({ 'origins/idp.test': [{ origin: idp, visitedAt: 1, emptyIn: [], path: null }] });
    show('https://www.shop.test/');
    const settingsWish = { ...wish, join: true, tabId: null };
    const refusal = { code: 'origin/unreachable', subject: idp };
    await expect(engine.includeDomain(settingsWish)).rejects.toMatchObject(refusal);
    await engine.shareOrigin(shop.siteId, idp, true);
    await engine.includeDomain(settingsWish);
    const { sites } = await engine.optionsView();
    expect(sites.map(({ id, choices }) => [id, choices.sharedOrigins])).toEqual([['shop.test', [idp]]]);
  });

  it('takes along what can still be taken back', async () => {
    await engine.signOutOne({ siteId: 'idp.test' as SiteId, storeId: shop.storeId }, cid);
    await engine.includeDomain({ ...wish, join: true });
    await engine.undoSignOut(shop, cid);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['ann', 'ben', 'ann 2']);
    expect(await world.vault.jarOf(cid)).not.toBeNull();
  });

  it('puts away who is live in every container', async () => {
    const other = 'firefox-container-1' as StoreId;
    await world.local.set({
      stores: [shop.storeId, other],
      'live/idp.test/0': { active: null, adding: null, lapsed: false },
      [`live/idp.test/${other}`]: { active: cid, adding: null, lapsed: false },
    });
    world.cookies.clear();
    world.cookies.write(idpCookie('cid'), other);
    await engine.includeDomain({ ...wish, join: true });
    expect(world.cookies.content(other)).toEqual([]);
    await engine.switchAccount(shop, cid);
    expect(atIdp()).toEqual(['idp.test sso=cid']);
  });
});

describe('including a domain while it is not certain whose the live jar is', () => {
  beforeEach(ledToIdp);

  it('leaves what is stored of the active account as it is', async () => {
    await engine.goBack(shop);
    await cidAtIdp();
    const doubt = { at: world.time, by: 'return' };
    await world.local.set({ 'live/shop.test/0': { active: ann, adding: null, lapsed: false, doubt } });
    for (const cookie of jarOf('cora').cookies) world.cookies.write(cookie);
    await engine.includeDomain({ ...wish, join: true, tabId: null });
    expect(names(await world.vault.jarOf(ann))).not.toContain('shop.test cora');
  });
});

describe('including the domain that has led an addition back', () => {
  const held = () => names(cookieJar(world.cookies.content()));

  beforeEach(newWorld);

  it('begins the addition anew, with both put away under who came back', async () => {
    await withAnn(null);
    await engine.addAccount(here);
    await isLedBack('ann');
    expect(await engine.includeDomain(wish)).toBe('included');
    const { adding, bounced } = await view();
    expect([await rows(), adding?.back?.label, bounced, held()]).toEqual([
      ['Account 1'],
      'Account 1',
      null,
      [],
    ]);
    expect(await stored('Account 1')).toEqual(['ann', `ann ${sessions}`]);
    await signsInThere('ben');
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(held()).toEqual([`idp.test ann`, `shop.test ann ${sessions - 1}`]);
  });

  it('joins a site with accounts of its own, which keep what is theirs', async () => {
    await withAnn(null);
    await idpInUse('Cid');
    await engine.addAccount(here);
    await isLedBack('ann');
    const { bounced } = await view();
    expect(bounced?.include.joins).toEqual({ siteName: 'idp.test', accounts: 1 });
    await engine.includeDomain({ ...wish, join: true });
    const { adding } = await view();
    expect([await rows(), adding?.back?.label, held()]).toEqual([['Account 1', 'Cid'], 'Account 1', []]);
    expect([await stored('Account 1'), await stored('Cid')]).toEqual([[`ann ${sessions}`], ['ann']]);
  });

  it('waits for the one who was to sign in again', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    await signsInThere('ben', 'ben');
    await engine.signInAgain(here, await idOf('ann'));
    await isLedBack('ben', 'ben');
    expect([await rows(), await offer()]).toEqual([
      ['ann', 'ben*'],
      ['ben', 'idp.test', undefined],
    ]);
    expect((await view()).rows.map(({ status }) => status)).toEqual(['signed-in', 'active']);
    expect(await stored('ann')).toEqual(['ann']);
    shows(null);
    await engine.includeDomain(wish);
    expect((await view()).adding?.again).toBe('ann');
  });

  it('is for another domain, or by the settings, as ever', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    await isLedBack('ann', 'ann');
    await engine.includeDomain({ ...wish, domain: 'other.test' });
    expect([await rows(), await offer()]).toEqual([['ann*'], ['ann', 'idp.test', undefined]]);
    await engine.includeDomain({ ...wish, tabId: null });
    expect([await rows(), await offer()]).toEqual([['ann*'], noOffer]);
  });
});
