import { beforeEach, describe, expect, it } from 'vitest';
import type { PageLook } from '@/domain/identity/page-look';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { never, withFault } from '@/testing/faults';
import { engine, newWorld, nextWorker, world } from '@/testing/scene';
import { idOf, rows, view } from '@/testing/seen-in-popup';
import { annAndBen, annAndWhoComes, form, live, loaded, shows, site, stored } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('a sign-in that was refused with a new session', () => {
  beforeEach(annAndWhoComes);

  it('goes on when a password was refused with a new session, and leaves no trace', async () => {
    site(null);
    await form();
    shows(null, { asks: 'password' });
    await loaded();
    expect((await view()).adding?.back?.label).toBe('ann');
    shows(null);
    await engine.goBack(shop);
    expect(await rows()).toEqual(['ann*']);
    expect([...world.local.content.keys()].filter((key) => key.startsWith('account/'))).toHaveLength(1);
  });

  it('is not taken back by a page with a password that was gone to later, nor by one in another tab', async () => {
    site('ben', { says: false });
    await form();
    shows(null, { asks: 'password', begunAt: world.time + 1 });
    await loaded();
    shows(null, { asks: 'password', begunAt: 0, askedAt: 0, answeredAt: 0 });
    await loaded();
    expect(await rows()).toEqual(['ann', 'Account 1*']);
  });

  it('is told by no page of an origin that the accounts share, nor is it taken there', async () => {
    const admin = 2 as TabId;
    await engine.shareOrigin(shop.siteId, 'https://admin.shop.test', true);
    world.tabs.open.push(aTab({ id: admin, url: 'https://admin.shop.test/' }));
    site(null);
    await form();
    // The list would look at the page in front.
    const sees = async (id: TabId, asks: PageLook['asks']) => {
      const now = world.time;
      world.tabs.looks.set(id, { asks, begunAt: now, askedAt: now, answeredAt: now });
      await engine.noticeTab(id, true);
      return (await engine.siteAccounts(shop.siteId)).accounts.map(({ label }) => label);
    };
    expect(await sees(admin, 'password')).toEqual(['ann', 'Account 1']);
    await sees(admin, 'nothing');
    expect(await sees(tab, 'password')).toEqual(['ann']);
  });

  it('has none, whenever the worker dies that finds out that it was refused', async () => {
    for (let at = 1, isHit = true; isHit; at++) {
      newWorld();
      await annAndBen();
      await engine.addAccount(shop);
      site(null);
      await form({ status: 200 });
      shows(null, { asks: 'password', begunAt: world.time, askedAt: world.time, answeredAt: world.time });
      isHit = await withFault(world, loaded, at, never);
      nextWorker();
      await engine.tendAll(shop.storeId);
      await loaded();
      expect(await rows()).toEqual(['ann', 'ben']);
    }
  });
});

describe('a password that a script sends', () => {
  const script = { mainFrame: false, document: false, status: 200 } as const;
  /** What waits until it is quiet comes, so many seconds later. */
  const later = async (seconds: number) => {
    world.time += seconds * 1000;
    const waiting = [...world.later.values()];
    world.later.clear();
    for (const work of waiting) await work();
  };
  const stays = (asks: PageLook['asks']) => shows(null, { asks, begunAt: 0, askedAt: 0, answeredAt: 0 });
  const kept = () => [...world.local.content.keys()].filter((key) => key.startsWith('account/'));

  it('is refused where the page still asks a moment later, and leaves no trace', async () => {
    await annAndBen();
    await engine.addAccount(shop);
    site(null);
    await form(script);
    stays('password');
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length, world.later.size]).toEqual([['ann', 'ben'], 2, 0]);
    await engine.goBack(shop);
    expect([await rows(), live(), kept().length]).toEqual([['ann', 'ben*'], ['ben'], 2]);
  });

  it('is refused when another is sent, which is not', async () => {
    await annAndBen();
    await engine.addAccount(shop);
    site(null);
    stays('password');
    await form(script);
    await later(2);
    site('cora', { says: false });
    await form(script);
    stays('nothing');
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length]).toEqual([['ann', 'ben', 'Account 1*'], 3]);
    expect(await stored('Account 1')).toEqual(['cora']);
  });

  it.each<[string, () => void]>([
    ['its form goes', () => stays('nothing')],
    ['a code is asked for', () => stays('code')],
    [
      'the next page is on its way for long',
      () => void Object.assign(world.tabs.open[0] ?? {}, { loading: true }),
    ],
  ])('is taken where %s', async (_, then) => {
    await annAndBen();
    await engine.addAccount(shop);
    site('cora', { says: false });
    stays('password');
    await form(script);
    await later(2);
    then();
    for (let look = 0; look < 20; look++) await later(2);
    expect([await rows(), world.later.size]).toEqual([['ann', 'ben', 'Account 1*'], 0]);
  });

  it('leaves what is stored of whoever was active, when it is refused over them', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    site(null);
    stays('password');
    await form(script);
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length]).toEqual([['Account 1'], 1]);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect([await rows(), live()]).toEqual([['Account 1*'], ['ann']]);
  });

  it('leaves nobody behind when it is refused over somebody who is known', async () => {
    await annAndBen();
    site(null);
    stays('password');
    await form(script);
    for (let look = 0; look < 5; look++) await later(2);
    shows(null);
    await loaded();
    expect([await rows(), await stored('ben'), kept().length]).toEqual([['ann', 'ben'], ['ben'], 2]);
  });
});
