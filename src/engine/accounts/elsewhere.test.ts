import { beforeEach, describe, expect, it } from 'vitest';
import type { Place, StoreId, TabId } from '@/domain/ids';
import { aCookie, shop } from '@/testing/builders';
import { ann, answer, ben, live, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld, world } from '@/testing/scene';
import { rows, view } from '@/testing/seen-in-popup';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('a second cookie store', () => {
  const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
  const contained = () => world.cookies.content(container.storeId).map(({ value }) => value);

  it('has an active account of its own', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    expect(contained()).toEqual(['ann', 'ann']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('has a row of its own for whoever is live elsewhere', async () => {
    const names = aCookie({ name: 'user', value: JSON.stringify({ id: 'ben', email: 'ben@shop.test' }) });
    await twoAccounts();
    world.cookies.write(names);
    await engine.noticeTab(tab, true);
    await engine.addAccount(container);
    for (const cookie of [aCookie({ value: 'ben in the container' }), names])
      world.cookies.write(cookie, container.storeId);
    await answer({
      ...{ storeId: container.storeId, tabId: null },
      ...{ method: 'POST', status: 302, httpOnlyCookies: ['sid'] },
    });
    expect(await rows()).toEqual(['Account 1', 'ben@shop.test*', 'ben@shop.test 2']);
    expect(live()).toContain('ben');
  });

  it('is not given an account that is active elsewhere, nor may it sign that out', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    const refused = { code: 'account/elsewhere', subject: 'Account 1' };
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject(refused);
    await expect(engine.signOutOne(shop, ann)).rejects.toMatchObject(refused);
    await expect(engine.switchAccount(container, ben)).rejects.toMatchObject({ code: 'account/elsewhere' });
    expect([live(), contained()]).toEqual([
      ['ben', 'ben'],
      ['ann', 'ann'],
    ]);
  });

  it('is passed over by keys, and by signing out of all', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    expect((await engine.switchBy(tab, 1))?.active?.label).toBe('Account 2');
    expect((await view()).elsewhere).toBe(1);
    await engine.signOutAll(shop);
    expect(await rows()).toEqual(['Account 1']);
    expect([live(), contained()]).toEqual([[], ['ann', 'ann']]);
  });

  it('does not go back to an account that was signed out elsewhere meanwhile', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    await engine.addAccount(container);
    await engine.signOutOne(shop, ann);
    expect(await engine.goBack(container)).toEqual({ active: null });
    expect(contained()).toEqual([]);
    await engine.undoSignOut(shop, ann);
    await engine.switchAccount(container, ann);
    expect(contained()).toEqual(['ann', 'ann']);
  });

  it('is where a sign-out is taken back that was one there, wherever that is asked for', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    await engine.signOutOne(container, ann);
    await engine.undoSignOut(shop, ann);
    expect([live(), contained()]).toEqual([
      ['ben', 'ben'],
      ['ann', 'ann'],
    ]);
  });

  it('has the way back to whom an addition has put away there, wherever their sign-out is taken back', async () => {
    await twoAccounts();
    await engine.switchAccount(container, ann);
    await engine.addAccount(container);
    await engine.signOutOne(container, ann);
    await engine.undoSignOut(shop, ann);
    expect((await engine.goBack(container)).active?.label).toBe('Account 1');
    expect(contained()).toEqual(['ann', 'ann']);
  });

  it('is looked after by the next worker', async () => {
    await twoAccounts();
    world.fault = (call) => (call === 'cookies.set' ? Promise.reject(new Error('died')) : undefined);
    await engine.switchAccount(container, ann).catch(() => undefined);
    world.fault = () => undefined;
    await world.startWorker().tendAll(shop.storeId);
    expect(await world.local.get(['journal/shop.test/firefox-container-1'])).toEqual({
      'journal/shop.test/firefox-container-1': null,
    });
  });
});
