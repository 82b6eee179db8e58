import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { ann, ben, twoInNewWorld } from '@/testing/plain-site';
import { engine, world } from '@/testing/scene';
import { statuses } from '@/testing/seen-in-popup';

const tab = 1 as TabId;
const second = 1000;

beforeEach(twoInNewWorld);

describe('an account whose cookies have run out', () => {
  it('needs signing in from that moment on', async () => {
    const expires = world.time / 1000 + 100;
    world.cookies.write(aCookie({ value: 'ben', expires }));
    await engine.switchAccount(shop, ann);
    expect(await statuses()).toEqual(['active', 'signed-in']);
    expect((await engine.accountDetails(shop, ben)).endsAt).toBe(expires * 1000);
    world.time += 100 * second;
    expect(await statuses()).toEqual(['active', 'ended']);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
  });

  it('is said to be signed in until a moment only while that is to come, and it is signed in', async () => {
    const seen = async () => {
      const { status, endsAt } = await engine.accountDetails(shop, ben);
      return [status, endsAt];
    };
    const expires = world.time / 1000 + 100;
    world.cookies.write(aCookie({ value: 'ben', expires }));
    await engine.switchAccount(shop, ann);
    await engine.switchAccount(shop, ben);
    expect(await seen()).toEqual(['active', expires * 1000]);
    // The site renews what is live, and nobody knows yet until when.
    world.time += 100 * second;
    expect(await seen()).toEqual(['active', null]);
    world.time -= 100 * second;
    await engine.switchAccount(shop, ann);
    await engine.signInAgain(shop, ben);
    expect(await seen()).toEqual(['pending', null]);
    world.time += 100 * second;
    expect(await seen()).toEqual(['pending', null]);
  });
});

describe('the receipt', () => {
  it('tells what the last switch to an account has carried', async () => {
    const jar = cookieJar([...jarOf('ann').cookies, aCookie({ name: 'old', expires: 1 })]);
    await world.vault.put(ann, {
      ...jar,
      origins: [{ origin: 'https://www.shop.test', local: [['a', 'b']], databases: [], caches: null }],
    });
    expect((await engine.accountDetails(shop, ann)).receipt).toBeNull();
    await engine.switchAccount(shop, ann);
    expect((await engine.accountDetails(shop, ann)).receipt).toEqual({
      at: world.time,
      cookies: 2,
      ofCookies: 2,
      expired: 1,
      storages: 1,
    });
  });
});
