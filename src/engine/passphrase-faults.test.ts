import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, aTab, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { token } from '@/testing/people';
import { ann, ben, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from './engine';

const passphrase = 'words that nobody knows';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
});

const live = () => world.cookies.content().map(({ value }) => value);

/** The browser was closed, and with it went what it keeps in memory. */
async function restart(): Promise<void> {
  await world.session.clear();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

describe('a passphrase, where something goes wrong', () => {
  it('jars that are gone with their database are had back from their copies, when it is removed too', async () => {
    await engine.switchAccount(shop, ben);
    await world.vault.clear();
    await engine.setPassphrase(passphrase);
    expect(JSON.stringify([...world.local.content])).not.toContain('"value":"ann"');
    await engine.removePassphrase(passphrase);
    await restart();
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('everything is encrypted again by another one, where the first could not be removed', async () => {
    await engine.setPassphrase(passphrase);
    await engine.switchAccount(shop, ben);
    const copy = world.local.content.get(`copy/${ann}`);
    world.local.content.set(`copy/${ann}`, 'from a later version');
    await expect(engine.removePassphrase(passphrase)).rejects.toMatchObject({ code: 'jar/unreadable' });
    const next = 'words that are new';
    await expect(engine.changePassphrase(passphrase, next)).rejects.toMatchObject({
      code: 'vault/unfinished',
    });
    world.local.content.set(`copy/${ann}`, copy);
    expect(JSON.stringify([...world.local.content])).not.toMatch(/"value":"(ann|ben)"/);
    await restart();
    await engine.unlock(next);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('the disk is full while jars are sealed: they are read as ever, and the rest is done later', async () => {
    await engine.switchAccount(shop, ben);
    const { set } = world.local;
    world.local.set = async (items) => {
      if (Object.keys(items).some((key) => key.startsWith('copy/'))) world.local.full = true;
      return set(items);
    };
    await expect(engine.setPassphrase(passphrase)).rejects.toMatchObject({ code: 'vault/unfinished' });
    expect(await engine.optionsView()).toMatchObject({ seal: 'open' });
    world.local.set = set;
    world.local.full = false;
    expect(JSON.stringify([...world.local.content])).toContain('"value":"ben"');
    engine = world.startWorker();
    await engine.tendAll(shop.storeId);
    expect(JSON.stringify([...world.local.content])).not.toContain('"value":"ben"');
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('it opens the others, where what is stored of one site cannot be read', async () => {
    const other = 2 as TabId;
    world.tabs.open.push(aTab({ id: other, url: 'https://www.other.test/' }));
    await engine.setPassphrase(passphrase);
    await engine.useSite(other);
    await engine.lock();
    world.local.content.set('live/other.test/0', 'from a later version');
    await engine.unlock(passphrase);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('whoever has signed in before it is typed stays, where a page asks for a password all the same', async () => {
    await engine.setPassphrase(passphrase);
    await engine.switchAccount(shop, ben);
    await restart();
    world.cookies.clear();
    world.cookies.write(aCookie({ value: token({ sub: 'cora', name: 'Cora' }) }));
    world.tabs.passwords.add(1 as TabId);
    await engine.unlock(passphrase);
    expect(live()).toEqual([token({ sub: 'cora', name: 'Cora' })]);
  });
});
