import { beforeEach, describe, expect, it } from 'vitest';
import { cookieJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { token } from '@/testing/people';
import { live } from '@/testing/plain-site';
import { restartWith, setLive } from '@/testing/restart';
import { engine, newWorldOfTwo, nextWorker, world } from '@/testing/scene';
import { list } from '@/testing/seen-in-popup';
import { ann, ben } from '@/testing/two-accounts';

beforeEach(newWorldOfTwo);

describe('half a minute after a switch', () => {
  it('the live jar is the truth: it is stored, and a crash later brings nothing back', async () => {
    await engine.switchAccount(shop, ben);
    world.cookies.write(aCookie({ value: 'ben-2' }));
    world.time += 35_000;
    await engine.tend(shop);
    expect((await world.vault.jarOf(ben))?.cookies.map(({ value }) => value)).toContain('ben-2');
    await restartWith(cookieJar([aCookie({ value: 'ben-3' })]));
    expect(live()).toEqual(['ben-3']);
  });

  it('an empty jar is not stored over a sign-in', async () => {
    await engine.switchAccount(shop, ben);
    world.cookies.clear();
    world.time += 35_000;
    await engine.tend(shop);
    expect((await world.vault.jarOf(ben))?.cookies).toHaveLength(2);
  });

  it('somebody who has signed in meanwhile with nobody seeing it is not stored as the account', async () => {
    const named = (sub: string) => aCookie({ value: token({ sub }) });
    await world.vault.put(ben, cookieJar([named('ben')]));
    await engine.switchAccount(shop, ben);
    world.time += 34_000;
    world.cookies.write(named('cora'));
    engine.noticeCookie('shop.test', shop.storeId);
    world.time += 1000;
    await engine.tend(shop);
    for (const work of world.later.values()) await work();
    expect((await world.vault.jarOf(ben))?.cookies).toEqual([named('ben')]);
    expect((await list()).find(({ active }) => active)?.id).not.toBe(ben);
  });

  it('late answers are still caught, and after five minutes no rule is left', async () => {
    await engine.switchAccount(shop, ben);
    world.time += 35_000;
    await engine.tend(shop);
    expect(world.barriers.get('shop.test')).toBe('open');
    world.time += 300_000;
    await engine.tend(shop);
    expect(world.barriers.has('shop.test')).toBe(false);
  });
});

describe('a clock that jumps', () => {
  it('back, after a switch: answers to the new account are not filed with the old one', async () => {
    await engine.switchAccount(shop, ben);
    world.time -= 86_400_000;
    nextWorker();
    const late = aCookie({ name: 'token', value: 'of ben' });
    await engine.fileLate({
      url: 'https://www.shop.test/',
      storeId: shop.storeId,
      startedAt: world.time,
      cookies: [late],
    });
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
  });

  it('back, after a switch: it settles all the same', async () => {
    await engine.switchAccount(shop, ben);
    world.time -= 86_400_000;
    await engine.tend(shop);
    world.time += 36_000;
    setLive(cookieJar([aCookie({ value: 'ben-2' })]));
    await engine.tend(shop);
    expect((await world.vault.jarOf(ben))?.cookies.map(({ value }) => value)).toEqual(['ben-2']);
    world.time += 300_000;
    await engine.tend(shop);
    expect(world.barriers.size).toBe(0);
  });

  it('back: a cookie that was to last as long as any may is planted all the same', async () => {
    const longest = world.time / 1000 + 400 * 86_400;
    world.cookies.write(aCookie({ name: 'remember', value: 'ann', expires: longest }));
    await engine.switchAccount(shop, ben);
    world.time -= 86_400_000;
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann', 'ann']);
  });

  it('forward: a cookie that has expired by it is not planted, and comes back when it is right again', async () => {
    const lasting = aCookie({ name: 'long', value: 'ann', expires: world.time / 1000 + 3600 });
    world.cookies.write(lasting);
    await engine.switchAccount(shop, ben);
    const right = world.time;
    world.time += 7_200_000;
    await engine.switchAccount(shop, ann);
    expect(world.cookies.content()).not.toContainEqual(lasting);
    await engine.switchAccount(shop, ben);
    world.time = right;
    await engine.switchAccount(shop, ann);
    expect(world.cookies.content()).toContainEqual(lasting);
  });
});
