import { beforeEach, describe, expect, it } from 'vitest';
import { aCookie, anAnswer, shop } from '@/testing/builders';
import { engine, newWorld, world } from '@/testing/scene';
import { doubted, idOf, rows } from '@/testing/seen-in-popup';
import { annAndBenUntold, callback, comesBack, stored } from '@/testing/telling-site';

/** Whether whoever comes back from another site may be somebody else than was there before. */

beforeEach(newWorld);

describe('coming back from another site over an account', () => {
  beforeEach(async () => {
    await annAndBenUntold();
  });

  /** The site asks the other one by itself when an ordinary page is visited. */
  const isRenewed = (person: string, from = 'https://www.shop.test/inbox') =>
    comesBack(person, { ledAwayFrom: from });

  it('is nothing at all when the session stays as it was', async () => {
    const before = world.cookies.content();
    world.cookies.write(aCookie({ name: 'last_seen', value: 'now' }));
    await engine.noticeAnswer(
      anAnswer({ url: callback, fromElsewhere: true, httpOnlyCookies: ['last_seen'], at: ++world.time }),
    );
    expect([await doubted(), world.cookies.content()]).toEqual([null, expect.arrayContaining(before)]);
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('is a renewal when the site was asked for an ordinary page, and the other one for nothing', async () => {
    await engine.switchAccount(shop, await idOf('Account 2'));
    for (let day = 0; day < 3; day++) {
      await isRenewed('ben');
      expect(await doubted()).toBeNull();
      expect((await world.vault.jarOf(await idOf('Account 2')))?.cookies).toEqual(world.cookies.content());
      await engine.switchAccount(shop, await idOf('Account 1'));
      await engine.switchAccount(shop, await idOf('Account 2'));
    }
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('is no renewal when another account was the last that the other site came to know', async () => {
    await isRenewed('ben');
    expect(await doubted()).toBe('Account 1');
    expect(await stored('Account 1')).toEqual(['ann']);
  });

  it('is no renewal when its person has asked for it', async () => {
    await engine.switchAccount(shop, await idOf('Account 2'));
    await isRenewed('cora', 'https://www.shop.test/auth/sign-in');
    expect(await doubted()).toBe('Account 2');
    expect(await stored('Account 2')).toEqual(['ben']);
  });

  it('is no sign-in by a link to a site that renews its session with every answer', async () => {
    await comesBack('ann', { url: 'https://www.shop.test/page' });
    expect(await doubted()).toBeNull();
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });
});
