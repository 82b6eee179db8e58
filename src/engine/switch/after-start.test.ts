import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, anAnswer, jarOf, shop } from '@/testing/builders';
import { wayBack } from '@/testing/led-back';
import { live } from '@/testing/plain-site';
import { restartWith, setLive } from '@/testing/restart';
import { engine, newWorldOfTwo, world } from '@/testing/scene';
import { doubted, rows } from '@/testing/seen-in-popup';
import { callback } from '@/testing/telling-site';
import { ann, ben, liveStorage, seedStorage, storageOf } from '@/testing/two-accounts';

const tab = 1 as TabId;

beforeEach(newWorldOfTwo);

describe('a crash of the browser soon after a switch', () => {
  it.each([
    ['the cookies from before', jarOf('ann')],
    ['a part of the new ones', cookieJar(jarOf('ben').cookies.slice(0, 1))],
    ['none at all', cookieJar([])],
  ])('that leaves %s is repaired, and the pages are loaded again', async (_, left) => {
    await engine.switchAccount(shop, ben);
    world.tabs.reloaded.length = 0;
    await restartWith(left);
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['ann', 'ben*']);
    expect(world.tabs.reloaded).toEqual([tab]);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('that brings back a visitor’s cookies, over which an account came back, stores them under nobody', async () => {
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'a visitor' }));
    await engine.goBack(shop);
    await restartWith(cookieJar([aCookie({ value: 'a visitor' })]));
    expect(live()).toEqual(['ann', 'ann']);
    world.time += 35_000;
    await engine.tend(shop);
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
    expect(await world.vault.held(shop)).toBeNull();
  });

  it('that brings back what pages kept before is repaired', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
    const shown = 'https://www.shop.test';
    world.storage.origin(shown).local.set('token', `ann ${shown}`);
    world.storage.session(tab, shown).set('token', 'ann');
    await restartWith(jarOf('ben'));
    expect(liveStorage(world)).toEqual(storageOf('ben'));
    expect(world.tabs.quieted).toEqual(new Set());
    expect(world.barriers.get('shop.test')).toBe('open');
    expect(world.storage.open).toBe(0);
  });

  it('soon after a sign-in that is kept by its page gives that back', async () => {
    const shown = 'https://www.shop.test';
    await seedStorage(world);
    await engine.addAccount(shop);
    const { local } = world.storage.origin(shown);
    local.set('access_token', 'a-token-of-somebody');
    await engine.keepLive({ ...shop, tabId: tab });
    local.clear();
    local.set('token', `ann ${shown}`);
    await restartWith(cookieJar([]));
    expect([...local]).toEqual([['access_token', 'a-token-of-somebody']]);
  });

  it('leaves alone what pages stored since', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    const { local } = world.storage.origin('https://www.shop.test');
    local.set('token', 'renewed').set('more', 'of ben');
    await restartWith(jarOf('ben'));
    expect([...local]).toEqual([
      ['token', 'renewed'],
      ['more', 'of ben'],
    ]);
  });

  it('shows the pages again when an origin that no tab shows does not answer', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    world.storage.unreachable.add('https://api.shop.test');
    await restartWith(jarOf('ann'));
    expect(live()).toEqual(['ben', 'ben']);
    expect(world.tabs.quieted).toEqual(new Set());
    expect(world.barriers.get('shop.test')).toBe('open');
  });

  it('leaves alone what the account renewed meanwhile', async () => {
    await engine.switchAccount(shop, ben);
    const renewed = cookieJar([
      aCookie({ value: 'ben-2' }),
      aCookie({ name: 'seen', value: 'ben', httpOnly: false }),
    ]);
    world.tabs.reloaded.length = 0;
    await restartWith(renewed);
    expect(live()).toEqual(['ben-2', 'ben']);
    expect(world.tabs.reloaded).toEqual([]);
  });

  it('is repaired also when it came after everybody was signed out', async () => {
    await engine.signOutAll(shop);
    await restartWith(jarOf('ann'));
    expect(live()).toEqual([]);
  });

  it('is repaired also when the switch was undone', async () => {
    world.cookies.refused.add('seen');
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    world.cookies.refused.clear();
    await engine.tend(shop);
    expect(live()).toEqual(['ann', 'ann']);
    await restartWith(jarOf('ben'));
    expect(live()).toEqual(['ann', 'ann']);
  });
});

describe('the end of the browser soon after a switch', () => {
  const anns = aCookie({ name: 'seen', value: 'ann', httpOnly: false });
  const another = cookieJar([aCookie({ value: 'cora' }), anns]);

  it('leaves alone whoever may have signed in over the account since', async () => {
    await engine.switchAccount(shop, ben);
    setLive(another);
    const back = { url: callback, fromElsewhere: true, httpOnlyCookies: ['sid'] };
    await engine.noticeAnswer(anAnswer({ ...back, at: ++world.time }));
    await restartWith(another);
    expect([live(), await doubted()]).toEqual([['cora', 'ann'], 'ben']);
  });

  it('leaves alone whoever is only thought to have come back', async () => {
    await engine.addAccount(shop);
    setLive(another);
    await wayBack();
    expect(await doubted()).toBe('ann');
    await restartWith(another);
    expect(live()).toEqual(['cora', 'ann']);
  });

  it.each([
    ['with nothing', cookieJar([]), []],
    ['with what was there before', jarOf('ann'), []],
  ])('signs nobody in again whom the site has signed out, where it comes back %s', async (_, left, then) => {
    await engine.switchAccount(shop, ben);
    world.cookies.clear();
    await engine.noticeAnswer(anAnswer({ removed: ['sid', 'seen'], at: ++world.time }));
    await restartWith(left);
    expect(live()).toEqual(then);
  });
});

describe('a crash of the browser soon after a sign-in', () => {
  it('is repaired like one after a switch', async () => {
    await engine.addAccount(shop);
    setLive(jarOf('cora'));
    await engine.keepLive(shop);
    await restartWith(cookieJar(jarOf('cora').cookies.slice(1)));
    expect(live()).toEqual(['cora', 'cora']);
    await restartWith(jarOf('ann'));
    expect(live()).toEqual(['cora', 'cora']);
  });
});

describe('an ordinary quit', () => {
  it.each([
    ['with the browser', true],
    ['when it is put into the browser anew', false],
  ])(
    'gives the active account its session cookies back, whether Hatrack comes %s',
    async (_, withBrowser) => {
      world.withBrowser = withBrowser;
      await engine.switchAccount(shop, ben);
      world.time += 35_000;
      await engine.tend(shop);
      world.time += 300_000;
      await engine.tend(shop);
      await restartWith(cookieJar([]));
      expect(live()).toEqual(['ben', 'ben']);
      expect(await rows()).toEqual(['ann', 'ben*']);
    },
  );

  it('gives nothing back beside the sign-in of who may be somebody else', async () => {
    const doubt = { at: 1, by: 'return' };
    await world.local.set({ 'live/shop.test/0': { active: ben, adding: null, lapsed: false, doubt } });
    const kept = aCookie({ name: 'remember', value: 'cora', expires: world.time / 1000 + 1000 });
    await restartWith(cookieJar([kept]));
    expect(live()).toEqual(['cora']);
  });

  it('gives nothing back beside a sign-in that came while Hatrack was turned off', async () => {
    await engine.switchAccount(shop, ben);
    world.time += 35_000;
    await engine.tend(shop);
    world.withBrowser = false;
    const kept = aCookie({ name: 'remember', value: 'cora', expires: world.time / 1000 + 1000 });
    await restartWith(cookieJar([kept]));
    expect(live()).toEqual(['cora']);
  });

  it('gives nothing back where the site signed the account out before', async () => {
    await world.local.set({ 'live/shop.test/0': { active: ben, adding: null, lapsed: true } });
    await restartWith(cookieJar([]));
    expect(live()).toEqual([]);
  });
});
