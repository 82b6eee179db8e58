import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { token } from '@/testing/people';
import { ann, ben, liveStorage, seedStorage, storageOf, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** Whose the live jar is, found out when it is captured. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);

describe('somebody who signed in over the active account, in the site’s own form', () => {
  const signIn = (sub: string) => world.storage.origin(shown).local.set('id_token', token({ sub }));
  const labels = async () => {
    const view = await engine.popupView(tab);
    return view.kind === 'accounts'
      ? view.rows.map(({ label, active }) => (active ? `${label}*` : label))
      : [];
  };

  beforeEach(async () => {
    signIn('ann');
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    signIn('cora');
  });

  it('becomes an account of their own, and that account stays what it was', async () => {
    await engine.switchAccount(shop, ben);
    expect(await labels()).toEqual(['ann', 'ben*', 'Account 1']);
    await engine.switchAccount(shop, ann);
    expect(live(shown)).toEqual({ id_token: token({ sub: 'ann' }) });
    const view = await engine.popupView(tab);
    const cora = view.kind === 'accounts' ? view.rows[2]?.id : undefined;
    await engine.switchAccount(shop, cora ?? ann);
    expect(live(shown)).toEqual({ id_token: token({ sub: 'cora' }) });
  });

  it('does so also when that account is signed out', async () => {
    await engine.signOutOne(shop, ann);
    expect(await labels()).toEqual(['ben*', 'Account 1']);
  });

  it('is who is live when the switch is undone', async () => {
    world.cookies.refused.add('sid');
    await expect(engine.switchAccount(shop, ben)).rejects.toThrow();
    world.cookies.refused.clear();
    expect(await labels()).toEqual(['ann', 'ben', 'Account 1*']);
    expect(live(shown)).toEqual({ id_token: token({ sub: 'cora' }) });
  });
});

describe('what the browser kept, cleared by its person', () => {
  it('does not take the stored sign-in along', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    world.cookies.clear();
    for (const origin of [shown, hidden]) {
      world.storage.origin(origin).local.clear();
      world.storage.origin(origin).databases.clear();
    }
    world.storage.session(tab, shown).clear();
    await engine.switchAccount(shop, ben);
    expect([cookies(), liveStorage(world)]).toEqual([['ben', 'ben'], storageOf('ben')]);
    await engine.switchAccount(shop, ann);
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
  });

  it('does not take along one that only a script can have kept', async () => {
    const kept = aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false });
    world.cookies.clear();
    world.cookies.write(kept);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    world.cookies.clear();
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(cookies()).toEqual([kept.value]);
  });
});
