import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { ledToIdp, show, start, there } from '@/testing/idp-site';
import { engine, world } from '@/testing/scene';
import { ann, ben } from '@/testing/two-accounts';

const here = { ...shop, tabId: 1 as TabId };
const addresses = () => world.tabs.open.map(({ url }) => url);

beforeEach(ledToIdp);

describe('a tab that an addition has led to another site', () => {
  it('is led to where it came from by whoever goes back', async () => {
    expect(await engine.goBack(here)).toMatchObject({ active: { id: ann } });
    expect(addresses()).toEqual([start]);
  });

  it('is so by whoever switches to another account', async () => {
    await engine.switchAccount(here, ben);
    expect(addresses()).toEqual([start]);
  });

  it('stays where nobody acts in it', async () => {
    await engine.goBack(shop);
    expect(addresses()).toEqual([there]);
  });

  it('stays where it has come to the Site by itself, as others do', async () => {
    const elsewhere = 'https://www.shop.test/elsewhere';
    show(elsewhere);
    world.tabs.open.push(aTab({ id: 2 as TabId, url: there }));
    await engine.goBack(here);
    expect(addresses()).toEqual([elsewhere, there]);
  });

  it('stays once it is over', async () => {
    await engine.goBack(shop);
    await engine.switchAccount(here, ben);
    expect(addresses()).toEqual([there]);
  });
});
