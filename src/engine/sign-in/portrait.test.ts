import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { engine, newWorld, world } from '@/testing/scene';
import { list } from '@/testing/seen-in-popup';
import { loaded, signIn, site } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('whoever is signed in', () => {
  it('has a picture when the page shows one, and nothing else is taken for it', async () => {
    const url = 'https://www.shop.test/ann.png';
    world.storage
      .origin('https://www.shop.test')
      .local.set('user', JSON.stringify({ id: 7, email: 'ann@x.test', name: 'Ann', picture: url }));
    world.tabs.pictures.set(url, 'data:image/svg+xml,<svg onload="alert(1)"/>');
    site('ann', { says: false });
    await engine.useSite(tab);
    expect((await list())[0]).toMatchObject({ label: 'Ann', handle: 'ann@x.test', avatar: null });
    world.tabs.pictures.set(url, 'data:image/png;base64,AAAA');
    await loaded();
    expect((await list())[0]?.avatar).toBe('data:image/png;base64,AAAA');
  });

  describe('of whom the page shows a picture', () => {
    const url = 'https://www.shop.test/ann.png';
    const found = 'data:image/png;base64,AAAA';
    const keeps = (name: string) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id: name, email: `${name}@x.test`, name, picture: url }));
    /** With nobody looking at a page for it. */
    const pictures = async () => {
      const listed = await engine.listInTab(tab);
      return listed?.rows.map(({ label, avatar }) => [label, avatar]);
    };

    it('has it from the start', async () => {
      world.tabs.pictures.set(url, found);
      keeps('Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      await vi.waitFor(async () => expect(await pictures()).toEqual([['Ann', found]]));
      await engine.addAccount(shop);
      keeps('Ben');
      await signIn('ben', { says: false });
      expect(await pictures()).toEqual([
        ['Ann', found],
        ['Ben', found],
      ]);
    });

    it('is put away while it is loaded, and gets none of another page', async () => {
      let isLoaded: ((picture: string) => void) | null = null;
      world.tabs.picture = () =>
        new Promise((resolve) => {
          isLoaded = resolve;
        });
      keeps('Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      const looked = loaded();
      const show = await vi.waitUntil(() => isLoaded);
      await engine.addAccount(shop);
      show(found);
      await looked;
      expect(await pictures()).toEqual([['Ann', null]]);
    });
  });
});
