import { beforeEach, describe, expect, it } from 'vitest';
import type { PageView } from '@/domain/view/page-view';
import { jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const url = 'https://www.shop.test/cart';
let world: FakeWorld;
let engine: Engine;

const told = (): Promise<PageView | null> => engine.pageView(url, shop.storeId);

beforeEach(async () => {
  world = createFakeWorld();
  engine = world.startWorker();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  await engine.choose(shop.siteId, { tellPage: true });
});

describe('what a page is told', () => {
  it('has the same ids from the first time on, whoever else asks meanwhile', async () => {
    const [first, second] = await Promise.all([told(), told()]);
    expect(first?.session).toMatchObject({ active: true, user: { label: 'ann' } });
    expect(second).toEqual(first);
    expect(await told()).toEqual(first);
  });

  it('has ids by which neither the account nor its session and its user can be put together', async () => {
    const session = (await told())?.session;
    expect(session?.id).toMatch(/^[\da-f]{32}$/);
    expect(session?.user.id).toMatch(/^[\da-f]{32}$/);
    expect(session?.user.id).not.toBe(session?.id);
  });

  it('is the same after another start of the background', async () => {
    const before = await told();
    engine = world.startWorker();
    expect(await told()).toEqual(before);
  });

  it('is nothing once its site is withheld from Hatrack, and open pages hear of that', async () => {
    world.cookies.granted = false;
    await engine.withhold(['*://*.shop.test/*']);
    expect(world.nudged.at(-1)).toBe('everywhere');
    expect(await told()).toBeNull();
  });

  it('is told by a Hatrack that was turned off and on again too', async () => {
    world.told.length = 0;
    await world.session.remove(['started']);
    await world.startWorker().tendAll(shop.storeId);
    expect(world.told).toEqual(['shop.test']);
  });
});
