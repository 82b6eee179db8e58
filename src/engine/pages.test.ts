import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { entry, writeItems } from '@/storage/item';
import { quietPageItem } from '@/storage/schema';
import { aTab, shop } from '@/testing/builders';
import { createFakeArea } from '@/testing/fake-area';
import { createFakeTabs } from '@/testing/fake-tabs';
import { ann, ben, live, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld, nextWorker, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';
import type { Context } from './context';
import { tabById, tabsOfSite } from './pages';

const id = 1 as TabId;
const site = { id: shop.siteId, domains: ['shop.test'] };

/** The page of a switch is back, and somebody who looked has forgotten its stand-in, just when something is read. */
describe('a page that comes back while it is looked for', () => {
  const unasked = () => {
    throw new Error('Nothing is counted here');
  };
  const tabs = createFakeTabs(unasked, unasked);
  const area = createFakeArea();
  const session: typeof area = {
    ...area,
    get: async (keys) => {
      tabs.quieted.delete(id);
      await area.remove([quietPageItem(id).key]);
      return area.get(keys);
    },
  };
  const context = { ports: { tabs }, session } as unknown as Context;
  const url = 'https://www.shop.test/notes';

  beforeEach(async () => {
    tabs.open.splice(0, tabs.open.length, aTab({ id, url }));
    tabs.quieted.add(id);
    await writeItems(area, [entry(quietPageItem(id), { url, shown: true })]);
  });

  it('is found by its tab', async () => {
    expect(await tabById(context, id)).toMatchObject({ url });
  });

  it('is found among those of its Site', async () => {
    expect(await tabsOfSite(context, shop, site)).toMatchObject([{ url }]);
  });
});

describe('pages during a switch', () => {
  beforeEach(newWorld);

  it('are quiet and behind a barrier before the jar is read, until after the commit', async () => {
    await twoAccounts();
    const seen: string[] = [];
    world.fault = (call) => {
      const quiet = world.tabs.quieted.has(id) ? 'quiet' : 'loud';
      if (call.startsWith('cookies.')) seen.push(`${quiet} ${world.barriers.get('shop.test')}`);
    };
    await engine.addAccount(shop);
    await engine.switchAccount(shop, ben);
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set(['quiet raised']));
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.barriers.get('shop.test')).toBe('open');
  });

  it('that would ask before they go cancel it, with nothing changed', async () => {
    await twoAccounts();
    world.tabs.asking.add(id);
    world.tabs.reloaded.length = 0;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({
      code: 'page/unsaved',
      subject: 'Cart',
    });
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.tabs.reloaded).toEqual([]);
  });

  it('that have been written into a window cancel it, with nothing changed', async () => {
    await twoAccounts();
    const second = 2 as TabId;
    world.tabs.open.push(aTab({ id: second, url: '', title: '' }));
    world.tabs.writtenPages.set(second, { origin: 'https://www.shop.test', title: 'Print' });
    world.tabs.reloaded.length = 0;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({
      code: 'page/stays',
      subject: 'Print',
    });
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(world.tabs.reloaded).toEqual([]);
    world.tabs.writtenPages.set(second, { origin: 'https://other.test', title: 'Print' });
    await engine.switchAccount(shop, ann);
    expect(await rows()).toEqual(['Account 1*', 'Account 2']);
  });

  it('that do not go cancel it, and the others come back', async () => {
    await twoAccounts();
    const second = 2 as TabId;
    world.tabs.open.push(aTab({ id: second, title: 'Stuck' }));
    world.tabs.staying.add(second);
    world.tabs.reloaded.length = 0;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({
      code: 'page/stays',
      subject: 'Stuck',
    });
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
    expect(world.tabs.reloaded).toEqual([id]);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
  });

  it('are shown again by the next worker when the one before died', async () => {
    await twoAccounts();
    world.fault = (call) => (call === 'vault.hold' ? new Promise(() => undefined) : undefined);
    void engine.switchAccount(shop, ann);
    while (world.tabs.quieted.size === 0) await new Promise(setImmediate);
    world.fault = () => undefined;
    nextWorker();
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    await engine.tendAll(shop.storeId);
    expect(world.tabs.quieted.size).toBe(0);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
  });
});
