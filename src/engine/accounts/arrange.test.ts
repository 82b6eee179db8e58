import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { ann, ben, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld, world } from '@/testing/scene';
import { idOf, list, rows } from '@/testing/seen-in-popup';
import { loaded, site } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('renaming', () => {
  it('keeps labels unique on the site, and free of what could disguise them', async () => {
    await twoAccounts();
    await engine.renameAccount(ann, '  Work\u202E  ');
    await engine.renameAccount(ben, 'work');
    expect(await rows()).toEqual(['Work', 'work 2*']);
  });

  it('refuses a label with nothing in it', async () => {
    await twoAccounts();
    await expect(engine.renameAccount(ann, ' \u0007 ')).rejects.toMatchObject({ code: 'account/no-label' });
    expect(await rows()).toContain('Account 1');
  });
});

describe('the picture of an account', () => {
  it('is the one that its person chose, or none, until they want the one of the site', async () => {
    const [url, own, found] = [
      'https://www.shop.test/ann.png',
      'data:image/png;base64,OWNS',
      'data:image/png;base64,SITE',
    ] as const;
    const { local } = world.storage.origin('https://www.shop.test');
    const keeps = (email: string) =>
      local.set('user', JSON.stringify({ id: 7, email, name: 'Ann', picture: url }));
    world.tabs.pictures.set(url, found);
    keeps('ann@x.test');
    site('ann', { says: false });
    await engine.useSite(tab);
    await loaded();
    const seen = [];
    for (const choice of [own, 'initial', 'site'] as const) {
      await engine.pictureAccount(await idOf('Ann'), choice);
      const [shown] = await list();
      // Whatever else is learned of her.
      keeps(`ann@${choice.length}.test`);
      await loaded();
      seen.push(shown?.avatar, (await list())[0]?.avatar);
    }
    expect(seen).toEqual([own, own, null, null, found, found]);
  });

  it('can be that of the site only once the site has shown one', async () => {
    const url = 'https://www.shop.test/ann.png';
    const { local } = world.storage.origin('https://www.shop.test');
    const keeps = (more: object) =>
      local.set('user', JSON.stringify({ id: 7, email: 'ann@x.test', name: 'Ann', ...more }));
    const isOffered = async () => (await engine.siteAccounts(shop.siteId)).accounts[0]?.sitePicture;
    world.tabs.pictures.set(url, 'data:image/png;base64,SITE');
    keeps({});
    site('ann', { says: false });
    await engine.useSite(tab);
    await loaded();
    await engine.pictureAccount(await idOf('Ann'), 'data:image/png;base64,OWNS');
    expect(await isOffered()).toBe(false);
    keeps({ picture: url });
    await loaded();
    expect(await isOffered()).toBe(true);
    expect((await list())[0]?.avatar).toBe('data:image/png;base64,OWNS');
    await engine.pictureAccount(await idOf('Ann'), 'site');
    expect(await isOffered()).toBe(false);
    expect((await list())[0]?.avatar).toBe('data:image/png;base64,SITE');
  });
});
