import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Place, StoreId } from '@/domain/ids';
import { aCookie, jarOf, shop } from '@/testing/builders';
import {
  ann,
  ben,
  live,
  signsIn,
  siteSignsIn,
  siteSignsOut,
  storedOf,
  twoInNewWorld,
} from '@/testing/plain-site';
import { engine, nextWorker, world } from '@/testing/scene';
import { rows, statuses, view } from '@/testing/seen-in-popup';

beforeEach(twoInNewWorld);

describe('signing out', () => {
  it('leaves the live jar alone when it is not the active account', async () => {
    await engine.signOutOne(shop, ann);
    expect(await rows()).toEqual(['Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('goes on to the next account when it is the active one', async () => {
    await engine.signOutOne(shop, ben);
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('can be taken back for ten seconds, and then is forgotten', async () => {
    await engine.signOutOne(shop, ben);
    expect((await view()).undo).toEqual({
      id: ben,
      label: 'Account 2',
      left: 10_000,
      atServer: 'unknown',
    });
    await engine.undoSignOut(shop, ben);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
    await engine.signOutOne(shop, ann);
    world.time += 10_001;
    expect((await view()).undo).toBeNull();
    await expect(engine.undoSignOut(shop, ann)).rejects.toMatchObject({ code: 'account/unknown' });
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ann)).toBeNull();
    await expect(engine.undoSignOut(shop, ann)).rejects.toMatchObject({ code: 'account/unknown' });
  });

  it.each(['Account 1', 'Account 2'])(
    'of %s is taken back also where another is called so by now',
    async (label) => {
      const [gone, other] = label === 'Account 1' ? [ann, ben] : [ben, ann];
      await engine.signOutOne(shop, gone);
      await engine.renameAccount(other, label);
      await engine.undoSignOut(shop, gone);
      const labels = (await view()).rows.map((row) => row.label);
      expect(labels.toSorted()).toEqual([label, `${label} 2`]);
    },
  );

  it('of whom an addition has put away is taken back with the way back to them', async () => {
    await engine.addAccount(shop);
    await engine.signOutOne(shop, ben);
    expect((await view()).adding?.back).toBeNull();
    await engine.undoSignOut(shop, ben);
    expect((await view()).adding?.back).toEqual({ id: ben, label: 'Account 2' });
    await engine.goBack(shop);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('of somebody else is taken back with no other way back than there was', async () => {
    await engine.addAccount(shop);
    await engine.signOutOne(shop, ann);
    await engine.undoSignOut(shop, ann);
    expect((await view()).adding?.back?.id).toBe(ben);
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    await engine.goBack(shop);
    await engine.signOutOne(shop, ben);
    await engine.addAccount(shop);
    await engine.signOutOne(shop, ann);
    await engine.undoSignOut(shop, ann);
    expect((await view()).adding?.back).toBeNull();
  });

  it('keeps the jar until the switch is on disk, also where another container is tended', async () => {
    const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
    await engine.addAccount(container);
    await engine.signOutOne(shop, ben);
    world.time += 12_000;
    await engine.tend(container);
    // The browser crashes: its cookies come back as they were before.
    siteSignsIn('ben');
    world.session.content.clear();
    nextWorker();
    await engine.tendAll(shop.storeId);
    expect(live()).toEqual(['ann', 'ann']);
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ben)).toBeNull();
  });

  it('with nobody to follow, and an addition that was given up, makes no row of a visitor’s cookies', async () => {
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    await engine.signOutOne(shop, ben);
    await engine.addAccount(shop);
    await engine.goBack(shop);
    world.cookies.write(aCookie({ value: 'a visitor' }));
    await engine.switchAccount(shop, ann);
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('out of all ends with nobody signed in and nothing kept', async () => {
    await engine.signOutAll(shop);
    expect(await rows()).toEqual([]);
    expect(live()).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
    // Ben was active: his jar is what tells his cookies apart, should a crash bring them back before they are gone on disk.
    expect(await world.vault.jarOf(ben)).not.toBeNull();
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ben)).toBeNull();
    expect([...world.local.content.keys()].filter((key) => key.startsWith('account/'))).toEqual([]);
  });
});

describe('after signing out of the active account', () => {
  it('nobody is active, where its person wants that', async () => {
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    expect((await engine.signOutOne(shop, ben)).active).toBeNull();
    expect(live()).toEqual([]);
    expect((await view()).choosing).toBe(false);
    await engine.undoSignOut(shop, ben);
    expect([await statuses(), live()]).toEqual([
      ['signed-in', 'active'],
      ['ben', 'ben'],
    ]);
  });

  it('the person is asked who is next, where they want that', async () => {
    await engine.choose(shop.siteId, { afterSignOut: 'ask' });
    expect((await view()).choosing).toBe(false);
    expect((await engine.signOutOne(shop, ben)).active).toBeNull();
    expect((await view()).choosing).toBe(true);
    await engine.switchAccount(shop, ann);
    expect((await view()).choosing).toBe(false);
  });

  it('what the site gives to visitors then is no account', async () => {
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    await engine.signOutOne(shop, ben);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await engine.switchAccount(shop, ann);
    expect(await statuses()).toEqual(['active']);
  });

  it('the next is one that can be used', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    await engine.switchAccount(shop, ben);
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    const { active } = await engine.signOutOne(shop, ann);
    expect(active?.label).toBe('Account 3');
  });
});

describe('somebody who was signed out, and has signed in again over another with nobody seeing it', () => {
  const names = (person: string) =>
    aCookie({ name: 'user', value: JSON.stringify({ id: person, email: `${person}@shop.test` }) });

  beforeEach(async () => {
    for (const person of ['cora', 'dora']) {
      await engine.addAccount(shop);
      world.cookies.write(names(person));
      await signsIn(person);
    }
  });

  it('is not let go of where that other is signed out too', async () => {
    const dora = (await view()).rows.find(({ active }) => active)?.id as AccountId;
    const cora = (await view()).rows.find(({ label }) => label.startsWith('cora'))?.id as AccountId;
    await engine.signOutOne(shop, cora);
    siteSignsIn('cora again');
    world.cookies.write(names('cora'));
    await engine.signOutOne(shop, dora);
    world.time += 60_000;
    await engine.tend(shop);
    expect((await view()).rows.map(({ label }) => label)).toContain('cora@shop.test');
    expect(await storedOf(cora)).toContain('cora again');
  });

  it('comes back to the list by another name, where somebody has theirs by now', async () => {
    const cora = (await view()).rows.find(({ label }) => label.startsWith('cora'))?.id as AccountId;
    await engine.signOutOne(shop, cora);
    await engine.renameAccount(ann, 'cora@shop.test');
    await engine.addAccount(shop);
    world.cookies.write(names('cora'));
    await signsIn('cora again');
    const labels = (await view()).rows.map(({ label }) => label);
    expect(labels).toContain('cora@shop.test 2');
    expect(new Set(labels).size).toBe(4);
  });

  it('is signed out with all others, though nobody knew that it is they who are live', async () => {
    siteSignsIn('cora again');
    world.cookies.write(names('cora'));
    await engine.signOutAll(shop);
    expect((await view()).rows).toEqual([]);
  });
});
