import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import {
  annsJar,
  atIdp,
  domains,
  idp,
  idpCookie,
  ledToIdp,
  live,
  names,
  show,
  start,
  there,
  wish,
} from '@/testing/idp-site';
import { engine, nextWorker, world } from '@/testing/scene';
import { view } from '@/testing/seen-in-popup';
import { ann, ben } from '@/testing/two-accounts';

const tab = 1 as TabId;

beforeEach(ledToIdp);

describe('including a domain', () => {
  it('puts what it holds away with the account before, and leads the tab back', async () => {
    expect(await engine.includeDomain(wish)).toBe('included');
    expect(live()).toEqual([]);
    expect(world.storage.origin(idp).local.size).toBe(0);
    expect(names(await world.vault.jarOf(ann))).toEqual(annsJar);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect(world.tabs.open[0]?.url).toBe(start);
    expect((await view()).adding?.back?.label).toBe('ann');
  });

  it('leads the tab back also while its page is still on its way', async () => {
    const onItsWay = { ...aTab(), url: '' };
    world.tabs.byId = async () => onItsWay;
    await engine.includeDomain(wish);
    expect(world.tabs.open[0]?.url).toBe(start);
  });

  it('has it carried with each account from then on', async () => {
    await engine.includeDomain(wish);
    for (const cookie of [...jarOf('dan').cookies, idpCookie('dan')]) world.cookies.write(cookie);
    world.storage.origin(idp).local.set('device', 'dan');
    await engine.keepLive(shop);
    await engine.switchAccount(shop, ann);
    expect(names(cookieJar(world.cookies.content()))).toEqual(annsJar);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
    const dan = (await view()).rows.at(-1)?.id as AccountId;
    await engine.switchAccount(shop, dan);
    expect(atIdp()).toEqual(['idp.test sso=dan']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'dan']]);
  });

  it('shows whoever was stored before as nobody there', async () => {
    await engine.includeDomain(wish);
    await engine.goBack(shop);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['shop.test seen=ben', 'shop.test sid=ben']);
    expect(world.storage.origin(idp).local.size).toBe(0);
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('waits for the permission and goes on when it arrives', async () => {
    for (const origin of (await view()).adding?.include?.origins ?? []) world.withheld.add(origin);
    expect(await engine.includeDomain(wish)).toBe('waiting');
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    world.withheld.clear();
    nextWorker();
    expect(await engine.resumeUse(['*://*/*'])).toBe(tab);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect(atIdp()).toEqual([]);
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
  });

  it('does nothing, and is no Site of its own, where a page there has something unsaved', async () => {
    world.tabs.asking.add(tab);
    await expect(engine.includeDomain(wish)).rejects.toMatchObject({ code: 'page/unsaved' });
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(world.local.content.get('joining')).toBeNull();
    await engine.goBack(shop);
    expect(live()).toEqual(['idp.test sso=ann', 'shop.test seen=ann', 'shop.test sid=ann']);
  });

  it('does nothing either where a cookie there cannot be removed, and holds nothing up', async () => {
    world.fault = (call) => {
      if (call === 'cookies.remove') throw new Error('Refused');
    };
    await expect(engine.includeDomain(wish)).rejects.toThrow();
    world.fault = () => undefined;
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect(world.barriers.has('idp.test')).toBe(false);
  });

  it('makes an account of whoever is there where nobody was put away', async () => {
    await engine.goBack(shop);
    await engine.signOutAll(shop);
    show(start);
    await engine.addAccount({ ...shop, tabId: tab });
    show(there);
    await engine.includeDomain(wish);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['Account 1']);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, (await view()).rows[0]?.id as AccountId);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('refuses what is no domain', async () => {
    for (const domain of ['login.idp.test', 'IDP.test', 'a b', 'chrome://x'])
      await expect(engine.includeDomain({ ...wish, domain })).rejects.toMatchObject({ code: 'domain/unfit' });
  });

  it('from the settings leaves what the domain holds with whoever is active', async () => {
    await engine.goBack(shop);
    expect(await engine.includeDomain({ ...wish, tabId: null })).toBe('included');
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    await engine.switchAccount(shop, ben);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('late answers from before it are filed with the account before, and set nothing', async () => {
    const { startedAt } = { startedAt: world.time };
    world.time += 1000;
    const late = { ...idpCookie('renewed'), name: 'late' };
    const url = 'https://login.idp.test/me';
    await engine.includeDomain(wish);
    await engine.fileLate({ url, storeId: shop.storeId, startedAt, cookies: [late] });
    expect(atIdp()).toEqual([]);
    expect(names(await world.vault.jarOf(ann))).toContain('idp.test renewed');
  });

  it('arriving there is no sign-in, and coming back is', async () => {
    await engine.includeDomain(wish);
    const answer = anAnswer({
      url: there,
      startedAt: world.time,
      at: world.time,
      fromElsewhere: true,
      httpOnlyCookies: ['_interaction'],
    });
    world.cookies.write(aCookie({ name: '_interaction', domain: 'idp.test' }));
    await engine.noticeAnswer(answer);
    expect((await view()).rows).toHaveLength(2);
    for (const cookie of jarOf('dan').cookies) world.cookies.write(cookie);
    await engine.noticeAnswer({ ...answer, url: 'https://www.shop.test/callback', httpOnlyCookies: ['sid'] });
    expect((await view()).rows).toHaveLength(3);
  });
});

describe('removing a domain', () => {
  beforeEach(async () => {
    await engine.includeDomain(wish);
    await engine.goBack(shop);
  });

  it('gives its permission back, and switches leave it alone', async () => {
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(world.withheld).toContain('*://*.idp.test/*');
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['idp.test sso=ann', 'shop.test seen=ben', 'shop.test sid=ben']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
    await engine.switchAccount(shop, ann);
    expect(names(await world.vault.jarOf(ann))).toEqual(annsJar);
  });

  it('has its open pages hear that they are told no more, where they were', async () => {
    await engine.choose(shop.siteId, { tellPage: true });
    world.nudged.length = 0;
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(world.nudged).toEqual(['idp.test']);
    expect(await engine.pageView('https://login.idp.test/', shop.storeId)).toBeNull();
  });

  it('leaves nobody on the button in its tabs', async () => {
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(world.announced).toContain('forgotten idp.test');
  });

  it('stays as it is where it is none of the Site’s any more, and may be another’s', async () => {
    await engine.removeDomain(shop.siteId, 'idp.test');
    world.withheld.clear();
    world.announced.length = 0;
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect([[...world.withheld], world.announced]).toEqual([[], []]);
  });

  it('is not asked for a sign-out any more', async () => {
    await engine.choose(shop.siteId, { signOutUrl: 'https://login.idp.test/out' });
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(await engine.signOutOne(shop, ben)).toMatchObject({ atServer: 'unknown' });
    world.time += 11_000;
    await engine.tend(shop);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ben)).toBeNull();
  });

  it('leaves no barrier of its own behind', async () => {
    expect(world.barriers.get('idp.test')).toBe('open');
    await engine.removeDomain(shop.siteId, 'idp.test');
    world.time += 400_000;
    await engine.tend(shop);
    expect([...world.barriers]).toEqual([]);
  });

  it('leaves in stored jars what is not planted any more, for the day that it is added again', async () => {
    await engine.switchAccount(shop, ben);
    await engine.removeDomain(shop.siteId, 'idp.test');
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, ben);
    world.withheld.clear();
    await engine.includeDomain({ ...wish, tabId: null });
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
  });

  it('is refused for the main one', async () => {
    await expect(engine.removeDomain(shop.siteId, 'shop.test')).rejects.toMatchObject({
      code: 'domain/main',
    });
  });
});
