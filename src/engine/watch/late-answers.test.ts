import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { aCookie, anAnswer, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ann, ben, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = () => world.cookies.content().map(({ value }) => value);
const active = async () => {
  const view = await engine.popupView(tab);
  return view.kind === 'accounts' ? view.rows.find((row) => row.active)?.id : view.kind;
};

describe('an answer that comes late', () => {
  const answer = (startedAt: number, value = 'ann-2') => ({
    url: 'https://shop.test/refresh',
    storeId: shop.storeId,
    startedAt,
    cookies: [aCookie({ value })],
  });
  const stored = async (id: AccountId) => (await world.vault.jarOf(id))?.cookies.map(({ value }) => value);

  it('is filed with the account that had asked, and touches nothing else', async () => {
    const asked = world.time - 1;
    await engine.switchAccount(shop, ben);
    await engine.fileLate(answer(asked));
    expect(live()).toEqual(['ben', 'ben']);
    expect(await stored(ann)).toEqual(['ann', 'ann-2']);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann-2']);
  });

  it('keeps nobody from the account, though it is to last longer than any cookie may', async () => {
    const asked = world.time - 1;
    const { cookies, ...rest } = answer(asked);
    const tenYears = world.time / 1000 + 3650 * 86_400;
    await engine.switchAccount(shop, ben);
    await engine.fileLate({ ...rest, cookies: cookies.map((one) => ({ ...one, expires: tenYears })) });
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann-2']);
  });

  it('waits for the end of the switch during which it comes', async () => {
    const asked = world.time - 1;
    const switching = engine.switchAccount(shop, ben);
    while (!world.barriers.has('shop.test')) await new Promise(setImmediate);
    await Promise.all([switching, engine.fileLate(answer(asked))]);
    expect(await stored(ann)).toEqual(['ann', 'ann-2']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('waits with the one before that led to its own address', async () => {
    const asked = world.time - 1;
    const switching = engine.switchAccount(shop, ben);
    while (!world.barriers.has('shop.test')) await new Promise(setImmediate);
    const before = engine.fileLate(answer(asked));
    await Promise.all([switching, before, engine.fileLate(answer(asked, 'ann-3'))]);
    expect(await stored(ann)).toEqual(['ann', 'ann-3']);
  });

  it('is put back into the live jar when the switch is undone during which it comes', async () => {
    const asked = world.time - 1;
    let filed: Promise<void> = Promise.resolve();
    world.fault = (call) => {
      if (call === 'tabs.quiet') filed = engine.fileLate(answer(asked));
      return call === 'vault.hold' ? Promise.reject(new Error('full')) : undefined;
    };
    await expect(engine.switchAccount(shop, ben)).rejects.toThrow();
    await filed;
    expect(live()).toEqual(['ann', 'ann-2']);
  });

  it('is filed though it comes at once when the barrier is up', async () => {
    const asked = world.time - 1;
    let filed: Promise<void> = Promise.resolve();
    world.fault = (call) => {
      if (call === 'barrier.raise') filed = engine.fileLate(answer(asked));
      return undefined;
    };
    await engine.switchAccount(shop, ben);
    await filed;
    expect(await stored(ann)).toEqual(['ann', 'ann-2']);
  });

  it('is nobody’s when it was asked for after the switch, or the switch was undone before', async () => {
    await engine.switchAccount(shop, ben);
    await engine.fileLate(answer(world.time + 1, 'ben-2'));
    expect(await stored(ann)).toEqual(['ann', 'ann']);
    world.cookies.refused.add('seen');
    await engine.switchAccount(shop, ann).catch(() => undefined);
    world.cookies.refused.clear();
    await engine.tend(shop);
    await engine.fileLate(answer(world.time - 1, 'whose'));
    expect(await stored(ann)).toEqual(['ann', 'ann']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is no sign-in of whoever comes next', async () => {
    const asked = world.time - 1;
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await engine.noticeAnswer(
      anAnswer({
        document: false,
        mainFrame: false,
        method: 'POST',
        startedAt: asked,
        httpOnlyCookies: ['sid'],
      }),
    );
    expect(await active()).toBeUndefined();
  });
});
