import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ann, ben, liveStorage, seedStorage, storageOf, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** How far a switch has come, and its end at the wish of its person. */

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const cookies = () => world.cookies.content().map(({ value }) => value);

describe('a switch that takes its time', () => {
  beforeEach(() => seedStorage(world));

  it.each(['vault.keepRows', 'host.fillDatabase'])(
    'tells how far it is, and can be cancelled at %s',
    async (call) => {
      const seen: unknown[] = [];
      world.fault = async (name) => {
        world.time += 250;
        if (name !== call) return;
        const view = await world.startWorker().popupView(tab);
        seen.push(view.kind);
        engine.cancel(shop);
      };
      await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'switch/cancelled' });
      world.fault = () => undefined;
      expect(seen.length).toBeGreaterThan(0);
      expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
      await engine.switchAccount(shop, ben);
      expect(liveStorage(world)).toEqual(storageOf('ben'));
    },
  );

  it('shows rows moved of rows to be moved', async () => {
    const seen = new Set<string>();
    world.fault = async (name) => {
      world.time += 250;
      if (name !== 'host.fillDatabase') return;
      world.fault = () => undefined;
      const view = await engine.popupView(tab);
      if (view.kind === 'accounts') seen.add(JSON.stringify(view.moving));
    };
    await engine.switchAccount(shop, ben);
    // Two origins with a row each, away and back.
    expect([...seen]).toEqual(['{"done":2,"total":4}']);
    expect(world.announced).toContain('progress');
    const view = await engine.popupView(tab);
    expect(view).toMatchObject({ moving: null });
  });

  it('cannot be cancelled when it is done', async () => {
    await engine.switchAccount(shop, ben);
    engine.cancel(shop);
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
  });
});
