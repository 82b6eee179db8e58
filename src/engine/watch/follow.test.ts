import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie } from '@/testing/builders';
import { engine, newWorld, world } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';
import { annAndBen, form, loaded, quiet, site, stored } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('what a site renews', () => {
  it('is stored when it is quiet, and only then', async () => {
    await annAndBen();
    world.cookies.write(aCookie({ value: 'ben renewed' }));
    expect(await stored('ben')).toEqual(['ben']);
    await quiet();
    expect(await stored('ben')).toEqual(['ben renewed']);
  });

  it('is not stored when the site has signed the account out', async () => {
    await annAndBen();
    world.cookies.clear();
    world.cookies.write(aCookie({ name: 'theme', value: 'dark' }));
    await quiet();
    expect(await stored('ben')).toEqual(['ben']);
  });

  describe('of a sign-in that nobody has seen', () => {
    const keeps = (id: number, name: string) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id, name, email: `${name}@x.test` }));

    beforeEach(async () => {
      keeps(7, 'Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      await loaded();
      expect(await rows()).toEqual(['Ann*']);
      world.time++;
    });

    it('is somebody else’s whom nothing but what the page keeps names', async () => {
      world.cookies.write(aCookie({ value: 'dora' }));
      keeps(9, 'Dora');
      await loaded();
      expect([await rows(), await stored('Ann')]).toEqual([['Ann', 'Dora*'], ['ann']]);
    });

    it('is somebody else’s, also where the page comes to keep that later', async () => {
      world.cookies.write(aCookie({ value: 'dora' }));
      await loaded();
      keeps(9, 'Dora');
      await quiet();
      expect([await rows(), await stored('Ann'), await stored('Dora')]).toEqual([
        ['Ann', 'Dora*'],
        ['ann'],
        ['dora'],
      ]);
    });

    it('is a renewal where the page still names its person, and where some of it is as it was', async () => {
      world.cookies.write(aCookie({ value: 'ann renewed' }));
      await quiet();
      expect([await rows(), await stored('Ann')]).toEqual([['Ann*'], ['ann renewed']]);
      world.cookies.write(aCookie({ name: 'also', value: 'new' }));
      keeps(9, 'Dora');
      await quiet();
      expect(await rows()).toEqual(['Ann*']);
    });
  });

  it('is not stored when all of it was replaced and a page asks for a password', async () => {
    await annAndBen();
    world.cookies.write(aCookie({ value: 'a visitor' }));
    world.tabs.passwords.add(tab);
    await quiet();
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('is not stored as long as it is not certain whose it is', async () => {
    await annAndBen();
    site('cora', { says: false });
    await form({
      method: 'GET',
      sent: 'unseen',
      fromElsewhere: true,
      url: 'https://www.shop.test/?code=12345678',
    });
    await quiet();
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('costs nothing after a switch, and nothing where the site is not used', async () => {
    await annAndBen();
    const puts: string[] = [];
    world.fault = (call) => void (/^(vault|cookies)\./.test(call) && puts.push(call));
    await quiet();
    await quiet('other.test');
    expect(puts.filter((call) => call === 'vault.put')).toEqual([]);
  });
});
