import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { ann, ben, live, pass, signsIn, twoInNewWorld } from '@/testing/plain-site';
import { engine, nextWorker, world } from '@/testing/scene';
import { loaded, shows } from '@/testing/telling-site';
import { createEngine } from '../engine';

const tab = 1 as TabId;
const second = 1000;
const day = 86_400 * second;
const out = 'https://shop.test/out';

/** Ann and Ben, who is active, of a site whose sign-out is known. */
beforeEach(async () => {
  await twoInNewWorld();
  await engine.choose(shop.siteId, { signOutUrl: out });
});

describe('signing out at the server', () => {
  it('is done with the account’s own cookies, once it cannot be taken back', async () => {
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer: 'ends' });
    await pass(9 * second);
    expect(world.errands).toEqual([]);
    await pass(2 * second);
    expect(world.errands).toEqual([[out, 'sid=ann; seen=ann']]);
    expect(await world.vault.jarOf(ann)).toBeNull();
    expect(live()).toEqual(['ben', 'ben']);
    await pass(day);
    expect(world.errands).toHaveLength(1);
  });

  it('waits for no tab that has woken with what is another account’s, and cannot be given its own', async () => {
    const woken = { tabId: 2 as TabId, url: 'https://www.shop.test/', owner: ann };
    await world.local.set({ 'sleepers/shop.test/0': [{ ...woken, phase: 'asleep', isStuck: false }] });
    world.tabs.open.push(aTab({ id: woken.tabId, url: woken.url, front: false }));
    world.fault = (call) => {
      if (call === 'storage.inTab') throw new AppError('origin/unreachable');
    };
    await engine.signOutOne(shop, ann);
    await expect(pass(11 * second)).rejects.toMatchObject({ code: 'origin/unreachable' });
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is not done when it was taken back', async () => {
    await engine.signOutOne(shop, ann);
    await engine.undoSignOut(shop, ann);
    await pass(60 * second);
    expect(world.errands).toEqual([]);
  });

  it('is done by the next worker', async () => {
    await engine.signOutOne(shop, ann);
    world.time += 11 * second;
    await world.startWorker().tendAll(shop.storeId);
    expect(world.errands).toHaveLength(1);
  });

  it('is tried again for a day, and then let go', async () => {
    world.answerErrand = () => new AppError('origin/unreachable');
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    world.answerErrand = () => ({ status: 503 });
    await pass(600 * second);
    expect(world.errands).toHaveLength(2);
    expect(await world.vault.jarOf(ann)).not.toBeNull();
    await pass(day);
    expect(world.errands).toHaveLength(2);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is done for each account, when all are signed out', async () => {
    expect(await engine.signOutAll(shop)).toMatchObject({ active: null, atServer: 'ends' });
    await pass(0);
    await pass(0);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual(['sid=ann; seen=ann', 'sid=ben; seen=ben']);
  });
});

describe('somebody who signs in again while a server takes its time over a sign-out, and is signed out once more', () => {
  let asks: number;
  let release: () => void;

  const asked = () => world.errands.map(([, cookies]) => cookies);

  beforeEach(async () => {
    await engine.switchAccount(shop, ann);
    shows('ann');
    await loaded();
    await engine.addAccount(shop);
    shows(null);
    await signsIn('cora');
    asks = 0;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.fault = (call) => (call === 'errands.ask' && ++asks === 1 ? released : undefined);
  });

  /** @returns resolves when the server has answered, and all that waited for it is done */
  async function signsOutTwice(others: readonly AccountId[]): Promise<{ purged: Promise<void> }> {
    for (const id of [...others, ann]) await engine.signOutOne(shop, id);
    const purged = pass(11 * second);
    await vi.waitFor(() => expect(asks).toBe(1));
    await engine.addAccount(shop);
    await signsIn('ann again');
    shows('ann');
    await loaded();
    await engine.signOutOne(shop, ann);
    return { purged };
  }

  it('can take that back', async () => {
    const { purged } = await signsOutTwice([ben]);
    release();
    await purged;
    expect(asked()).toEqual(['sid=ben; seen=ben']);
    await engine.undoSignOut(shop, ann);
    expect(live()).toEqual(['ann again', 'ann again']);
  });

  it('has the new session ended too', async () => {
    const { purged } = await signsOutTwice([]);
    release();
    await purged;
    await pass(11 * second);
    expect(asked()).toEqual(['sid=ann; seen=ann', 'sid=ann again; seen=ann again']);
  });
});

describe('the worker is woken', () => {
  let seconds: number | null;

  beforeEach(() => {
    const context = world.context();
    const arm = async (_: unknown, after: number) => {
      seconds = after;
    };
    const disarm = async () => {
      seconds = null;
    };
    nextWorker(createEngine({ ...context, ports: { ...context.ports, wake: { arm, disarm } } }));
  });

  it('for a sign-out, also where a page has refused a switch since', async () => {
    await engine.signOutOne(shop, ben);
    world.tabs.asking.add(tab);
    await expect(engine.addAccount(shop)).rejects.toMatchObject({ code: 'page/unsaved' });
    expect(seconds).not.toBeNull();
  });

  it('for a sign-out as soon as it is due, whatever is asked again later', async () => {
    world.answerErrand = () => ({ status: 503 });
    await pass(600 * second);
    await engine.addAccount(shop);
    await signsIn('cora');
    await pass(600 * second);
    await engine.signOutOne(shop, ann);
    await pass(8 * second);
    await engine.signOutOne(shop, ben);
    await pass(3 * second);
    expect([world.errands.length, seconds]).toEqual([1, 7]);
  });
});
