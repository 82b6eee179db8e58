import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, SiteId, StoreId, TabId } from '@/domain/ids';
import { aCookie, aTab, shop } from '@/testing/builders';
import { siteSignsIn } from '@/testing/plain-site';
import { engine, newWorld, nextWorker, world } from '@/testing/scene';
import { rows, view } from '@/testing/seen-in-popup';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('using a site', () => {
  it('makes a sign-in that is found the first account', async () => {
    siteSignsIn('ann');
    expect(await engine.useSite(tab)).toBe('used');
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('starts with an empty list where nobody is signed in', async () => {
    world.cookies.write(aCookie({ name: 'csrf_token' }));
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    expect((await view()).unsure).toBe(false);
  });

  it('asks the person where a script may have signed somebody in', async () => {
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    expect((await view()).unsure).toBe(true);
    await engine.keepLive(shop);
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('keeps nothing where nobody is signed in any more by the time that they say so', async () => {
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.useSite(tab);
    expect((await view()).unsure).toBe(true);
    world.cookies.clear();
    await engine.keepLive(shop);
    expect(await rows()).toEqual([]);
  });

  it('waits for the permission and goes on when it arrives', async () => {
    siteSignsIn('ann');
    world.cookies.granted = false;
    expect(await engine.useSite(tab)).toBe('waiting');
    world.cookies.granted = true;
    nextWorker();
    expect(await engine.resumeUse(['*://*/*'])).toBe(tab);
    expect(await rows()).toEqual(['Account 1*']);
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
  });

  it('does not take a site into use that was granted but not wished for', async () => {
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });

  it('with another site at the same time loses neither', async () => {
    const other = 2 as TabId;
    world.tabs.open.push(aTab({ id: other, url: 'https://other.test/' }));
    await Promise.all([engine.useSite(tab), engine.useSite(other)]);
    expect((await engine.sitesInUse()).map(({ id }) => id)).toEqual(['shop.test', 'other.test']);
    await Promise.all([engine.forgetSite('shop.test' as SiteId), engine.forgetSite('other.test' as SiteId)]);
    expect(await engine.sitesInUse()).toEqual([]);
    expect(world.local.content.get('sites')).toEqual({});
  });

  it('in a container at the same time as another site in another one is known of both containers', async () => {
    const other = 2 as TabId;
    world.tabs.open.push(aTab({ id: other, url: 'https://other.test/' }));
    await engine.useSite(tab);
    await engine.useSite(other);
    const containers = ['firefox-container-1', 'firefox-container-2'] as StoreId[];
    const siteIds = ['shop.test', 'other.test'] as SiteId[];
    await Promise.all(
      containers.map((storeId, at) => engine.addAccount({ siteId: siteIds[at] ?? shop.siteId, storeId })),
    );
    expect(world.local.content.get('stores')).toEqual([shop.storeId, ...containers]);
  });

  it('is told twice, by the popup and by the browser, and a session that was renewed in between is the same account’s', async () => {
    world.cookies.granted = false;
    siteSignsIn('ann');
    await engine.useSite(tab);
    world.cookies.granted = true;
    await engine.resumeUse(['*://*.shop.test/*']);
    for (const again of [
      () => engine.useSite(tab),
      () => engine.resumeUse(['*://*.shop.test/*']),
      () => engine.switchInTab(tab, 'account-1' as AccountId),
    ]) {
      siteSignsIn('ann, renewed');
      await again();
      expect((await view()).doubted).toBeNull();
      expect(await rows()).toEqual(['Account 1*']);
    }
  });
});
