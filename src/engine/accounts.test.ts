import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, jarOf, shop } from '@/testing/builders';
import {
  ann,
  ben,
  live,
  signsIn,
  siteSignsIn,
  siteSignsOut,
  storedOf,
  twoAccounts,
} from '@/testing/plain-site';
import { engine, newWorld, world } from '@/testing/scene';
import { idOf, list, rows, statuses, view } from '@/testing/seen-in-popup';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('adding an account', () => {
  it('shows the site signed out, and lists the sign-in that follows by itself', async () => {
    await twoAccounts();
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
  });

  it('leaves no trace when the person goes back without signing in', async () => {
    siteSignsIn('ann');
    await engine.useSite(tab);
    await engine.addAccount(shop);
    expect(live()).toEqual([]);
    world.cookies.write(aCookie({ name: 'sid', value: 'anonymous' }));
    expect((await view()).adding?.back?.label).toBe('Account 1');
    await engine.goBack(shop);
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('leaves no trace either when the person picks an account instead', async () => {
    siteSignsIn('ann');
    await engine.useSite(tab);
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ name: 'sid', value: 'anonymous' }));
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('keeps an unproven sign-in rather than losing it', async () => {
    await engine.useSite(tab);
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.addAccount(shop);
    expect(await rows()).toEqual(['Account 1']);
  });
});

describe('an account that needs signing in', () => {
  beforeEach(async () => {
    await twoAccounts();
  });

  it('is not planted again, but signed in again, by click and by number', async () => {
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    expect((await engine.switchAccount(shop, ben)).active).toBeNull();
    expect(live()).toEqual([]);
    expect(await statuses()).toEqual(['signed-in', 'pending']);
    expect((await view()).adding).toMatchObject({
      again: 'Account 2',
      back: { id: ann, label: 'Account 1' },
    });
    await engine.goBack(shop);
    expect([await statuses(), live()]).toEqual([
      ['active', 'ended'],
      ['ann', 'ann'],
    ]);
    expect((await engine.switchToNumber(tab, 2))?.active).toBeNull();
    expect(await statuses()).toEqual(['signed-in', 'pending']);
  });

  it('is awaited still when it is chosen once more, or a key has come to it', async () => {
    await siteSignsOut();
    await engine.signInAgain(shop, ben);
    expect((await engine.switchAccount(shop, ben)).active).toBeNull();
    expect([await statuses(), live()]).toEqual([['signed-in', 'pending'], []]);
    expect((await engine.switchBy(tab, -1))?.active?.id).toBe(ann);
    expect(await statuses()).toEqual(['active', 'ended']);
  });

  it('comes back to its own row', async () => {
    await siteSignsOut();
    await engine.signInAgain(shop, ben);
    await signsIn('ben anew');
    expect((await list()).map(({ id, status }) => [id, status])).toEqual([
      [ann, 'signed-in'],
      [ben, 'active'],
    ]);
    expect(await storedOf(ben)).toEqual(['ben anew', 'ben anew']);
  });

  it('is awaited without a question about what a visitor has, where a new one is asked about', async () => {
    await siteSignsOut('/bye', 'anonymous');
    await engine.signInAgain(shop, ben);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    expect((await view()).unsure).toBe(false);
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    expect((await view()).unsure).toBe(true);
  });

  it('stays as it was when somebody is added instead', async () => {
    await siteSignsOut();
    await engine.signInAgain(shop, ben);
    await engine.addAccount(shop);
    await signsIn('cora');
    expect(await statuses()).toEqual(['signed-in', 'ended', 'active']);
  });
});
