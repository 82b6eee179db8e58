import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { atIdp, cidAtIdp, ledToIdp, start, there, wish } from '@/testing/idp-site';
import { engine, world } from '@/testing/scene';
import { view } from '@/testing/seen-in-popup';

const tab = 1 as TabId;

beforeEach(ledToIdp);

describe('the popup on a domain that a sign-in has led to', () => {
  it('shows the list of the Site that waits, and offers to include the domain', async () => {
    const { siteName, adding: pending } = await view();
    expect(siteName).toBe('shop.test');
    expect(pending?.back?.label).toBe('ann');
    expect(pending?.include).toEqual({
      siteId: 'shop.test',
      tabId: tab,
      domain: 'idp.test',
      origins: ['*://*.idp.test/*', 'ws://*.idp.test/*', 'wss://*.idp.test/*'],
      permitted: true,
      joins: null,
    });
  });

  it('does so in a tab that was opened from one of the Site', async () => {
    world.tabs.open.splice(0, 1, aTab({ url: start }), aTab({ id: 2 as TabId, url: there, opener: tab }));
    const seen = await engine.popupView(2 as TabId);
    expect(seen.kind === 'accounts' && seen.adding?.include?.domain).toBe('idp.test');
  });

  it('offers nothing in any other tab, nor when nothing is being added', async () => {
    world.tabs.open.push(aTab({ id: 2 as TabId, url: there }));
    expect((await engine.popupView(2 as TabId)).kind).toBe('ask');
    await engine.goBack(shop);
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });

  it('offers nothing in a tab that had left the Site before', async () => {
    await engine.goBack(shop);
    world.tabs.open.splice(0, 1, aTab({ url: there }), aTab({ id: 2 as TabId, url: start }));
    await engine.addAccount({ ...shop, tabId: 2 as TabId });
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });
});

describe('a domain that belongs to another Site', () => {
  beforeEach(cidAtIdp);

  it('is offered with what joining both means', async () => {
    expect((await view()).adding?.include?.joins).toEqual({ siteName: 'idp.test', accounts: 1 });
    await expect(engine.includeDomain(wish)).rejects.toMatchObject({ code: 'domain/taken' });
    expect(atIdp()).toEqual(['idp.test sso=cid']);
  });

  it('shows its own list in a tab that was opened beside one of the Site', async () => {
    world.tabs.open.push(aTab({ id: 2 as TabId, url: there, opener: tab }));
    const seen = await engine.popupView(2 as TabId);
    expect(seen.kind === 'accounts' && seen.siteName).toBe('idp.test');
  });
});
