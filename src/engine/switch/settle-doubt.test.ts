import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { engine, newWorld, world } from '@/testing/scene';
import { doubted, idOf, rows } from '@/testing/seen-in-popup';
import { annAndBenUntold, comesBack, live, stored } from '@/testing/telling-site';

beforeEach(newWorld);

describe('coming back from another site over an account', () => {
  let annId: AccountId;

  beforeEach(async () => {
    annId = await annAndBenUntold();
  });

  it('is asked about, and stored under nobody until then', async () => {
    await comesBack('cora');
    expect(await doubted()).toBe('Account 1');
    expect([await rows(), await stored('Account 1')]).toEqual([['Account 1*', 'Account 2'], ['ann']]);
    await engine.keepLive(shop);
    expect(await rows()).toEqual(['Account 1', 'Account 2', 'Account 3*']);
    expect([await stored('Account 1'), await stored('Account 3'), await doubted()]).toEqual([
      ['ann'],
      ['cora'],
      null,
    ]);
  });

  it('leaves what is stored as it is when its person says so after the session has ended', async () => {
    await comesBack('ann');
    world.cookies.clear();
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await stored('Account 1'), await doubted()]).toEqual([['ann'], null]);
  });

  it('is the same account when its person says so', async () => {
    await comesBack('ann');
    await engine.confirmLive(shop, await idOf('Account 2'));
    expect(await doubted()).toBe('Account 1');
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await rows(), await doubted()]).toEqual([['Account 1*', 'Account 2'], null]);
    expect((await world.vault.jarOf(await idOf('Account 1')))?.cookies).toEqual(world.cookies.content());
  });

  it('is a new account when another is chosen instead of an answer', async () => {
    await comesBack('cora');
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*', 'Account 3']);
    expect([await stored('Account 1'), await stored('Account 3')]).toEqual([['ann'], ['cora']]);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(live()).toEqual(['ann']);
  });

  it('is a new account when the one before is signed out instead of an answer', async () => {
    await comesBack('cora');
    await engine.signOutOne(shop, annId);
    expect((await world.vault.jarOf(annId))?.cookies[0]?.value).toMatch(/^ann /);
    expect([await rows(), await stored('Account 3')]).toEqual([['Account 2*', 'Account 3'], ['cora']]);
    await engine.undoSignOut(shop, annId);
    expect([await rows(), live()]).toEqual([['Account 1*', 'Account 2', 'Account 3'], ['ann']]);
  });

  it('leaves what is stored as it is where Hatrack is to keep its hands off from then on', async () => {
    await comesBack('cora');
    await engine.choose(shop.siteId, { multiSession: false });
    expect((await world.vault.jarOf(annId))?.cookies[0]?.value).toMatch(/^ann /);
  });

  it('is signed out as one of all, beside the one before', async () => {
    await engine.choose(shop.siteId, { signOutUrl: 'https://shop.test/out' });
    await comesBack('cora');
    await engine.signOutAll(shop);
    await engine.tend(shop);
    await engine.tend(shop);
    const people = world.errands.map(([, cookies]) => cookies.replace(/^sid=(\w+) .*$/, '$1'));
    expect(people.toSorted()).toEqual(['ann', 'ben', 'cora']);
  });
});
