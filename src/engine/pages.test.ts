import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { entry, writeItems } from '@/storage/item';
import { quietPageItem } from '@/storage/schema';
import { aTab, shop } from '@/testing/builders';
import { createFakeArea } from '@/testing/fake-area';
import { createFakeTabs } from '@/testing/fake-tabs';
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
