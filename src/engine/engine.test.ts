import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { ann, ben, live, signsIn, siteSignsOut, twoInNewWorld } from '@/testing/plain-site';
import { engine, world } from '@/testing/scene';

const tab = 1 as TabId;

beforeEach(twoInNewWorld);

describe('the keys that go round', () => {
  it('lead through the list, and nowhere on a site that is not used', async () => {
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ben);
    expect((await engine.switchBy(tab, -1))?.active?.id).toBe(ann);
    expect((await engine.switchToNumber(tab, 2))?.active?.id).toBe(ben);
    expect(await engine.switchToNumber(tab, 3)).toBeNull();
    world.tabs.open.push(aTab({ id: 4 as TabId, url: 'https://other.test/' }));
    expect(await engine.switchBy(4 as TabId, 1)).toBeNull();
  });

  it('pass over an account that its site signed out', async () => {
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('lead away from such an account as from any other', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    await engine.switchAccount(shop, ben);
    await siteSignsOut();
    expect((await engine.switchBy(tab, 1))?.active?.label).toBe('Account 3');
  });
});
