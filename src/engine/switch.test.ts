import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, aTab, jarOf, shop } from '@/testing/builders';
import { ann, ben, live, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';

beforeEach(newWorld);

describe('switching', () => {
  it('puts one jar in place of the other and keeps what the site changed meanwhile', async () => {
    await twoAccounts();
    expect(await engine.switchAccount(shop, ann)).toEqual({ active: { id: ann, label: 'Account 1' } });
    expect(live()).toEqual(['ann', 'ann']);
    world.cookies.write(aCookie({ value: 'ann rotated' }));
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann rotated']);
  });

  it('loads the tab in front again and puts the others to sleep, with nothing cached of before', async () => {
    await twoAccounts();
    world.tabs.open.push(aTab({ id: 2 as TabId, front: false, url: 'https://api.shop.test/' }));
    world.tabs.open.push(aTab({ id: 3 as TabId, url: 'https://other.test/' }));
    world.tabs.reloaded.length = 0;
    world.dropped.length = 0;
    await engine.switchAccount(shop, ann);
    expect(world.tabs.reloaded).toEqual([1]);
    expect(world.tabs.discarded).toEqual([2]);
    expect(world.dropped).toEqual(['https://www.shop.test', 'https://api.shop.test']);
  });

  it('runs once when two windows ask for the same, and one after the other when they ask for different ones', async () => {
    await twoAccounts();
    world.tabs.reloaded.length = 0;
    const outcomes = await Promise.all([engine.switchAccount(shop, ann), engine.switchAccount(shop, ann)]);
    expect(outcomes.map(({ active }) => active?.id)).toEqual([ann, ann]);
    expect(world.tabs.reloaded).toEqual([1]);
    await Promise.all([engine.switchAccount(shop, ben), engine.switchAccount(shop, ann)]);
    expect(live()).toEqual(['ann', 'ann']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });
});

describe('what is refused', () => {
  it('knows no account of another site', async () => {
    await twoAccounts();
    await expect(engine.switchAccount(shop, 'account-99' as AccountId)).rejects.toMatchObject({
      code: 'account/unknown',
    });
  });

  it('touches nothing without permission, and never stores the empty jar that it would read', async () => {
    await twoAccounts();
    world.cookies.granted = false;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'permission/missing' });
    world.cookies.granted = true;
    expect(live()).toEqual(['ben', 'ben']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('undoes a switch when the browser refuses a cookie, and names it', async () => {
    await twoAccounts();
    await world.vault.put(
      ann,
      cookieJar([...jarOf('ann').cookies, aCookie({ name: 'odd', value: 'secret' })]),
    );
    world.cookies.refused.add('odd');
    const refusal = await engine.switchAccount(shop, ann).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'cookie/refused', subject: 'odd' });
    expect(String(refusal)).not.toContain('secret');
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });

  it('leaves what it could not undo to the next try, and is whole again after it', async () => {
    await twoAccounts();
    let sets = 0;
    world.fault = (call) => {
      if (call === 'cookies.set' && ++sets > 1) throw new Error('The browser is shutting down');
    };
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    world.fault = () => undefined;
    await engine.tend(shop);
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('touches nothing when the disk is full', async () => {
    await twoAccounts();
    world.local.full = true;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'storage/failed' });
    world.local.full = false;
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(await world.vault.held(shop)).toBeNull();
  });
});
