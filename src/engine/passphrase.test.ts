import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, aTab, jarOf, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ann, ben, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from './engine';

const tab = 1 as TabId;
const passphrase = 'words that nobody knows';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
});

const live = () => world.cookies.content().map(({ value }) => value);
const stored = async (id: typeof ann) => (await world.vault.jarOf(id))?.cookies.map(({ value }) => value);
const locked = { code: 'vault/locked' };

/** The browser was closed, and with it went what it keeps in memory. */
async function restart(): Promise<void> {
  await world.session.clear();
  engine = world.startWorker();
  await engine.tendAll(shop.storeId);
}

describe('with a passphrase', () => {
  it('accounts are switched as ever, until the browser is closed', async () => {
    await engine.setPassphrase(passphrase);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
    engine = world.startWorker();
    await engine.tendAll(shop.storeId);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann']);
    await restart();
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject(locked);
    expect(live()).toEqual(['ann', 'ann']);
    await engine.unlock(passphrase);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it.each(['short', '', '123456789', '👩‍👩‍👧'])('one that is too short is refused: %s', async (short) => {
    await expect(engine.setPassphrase(short)).rejects.toMatchObject({ code: 'vault/short' });
    expect(await world.vault.seal.state()).toBe('none');
    await engine.setPassphrase(passphrase);
    await expect(engine.changePassphrase(passphrase, short)).rejects.toMatchObject({ code: 'vault/short' });
    await engine.lock();
    await engine.unlock(passphrase);
  });

  it('the second of two that are set at once is refused, and nothing is sealed by another', async () => {
    const both = await Promise.allSettled([
      engine.setPassphrase(passphrase),
      engine.setPassphrase('words that somebody knows'),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await restart();
    await engine.unlock(passphrase);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
  });
});

describe('locked', () => {
  it('nothing is done, and who is there is shown to nobody', async () => {
    await engine.setPassphrase(passphrase);
    await engine.lock();
    const other = 2 as TabId;
    world.tabs.open.push(aTab({ id: other, url: 'https://www.other.test/' }));
    const before = [...world.local.content];
    expect(await engine.popupView(tab)).toEqual({ kind: 'locked' });
    expect(await engine.optionsView()).toMatchObject({ sites: [], seal: 'locked' });
    expect(await engine.accountInTab(tab)).toBeNull();
    expect(await engine.listInTab(tab)).toBeNull();
    expect(await engine.pageView('https://www.shop.test/', shop.storeId)).toBeNull();
    for (const verb of [
      engine.switchAccount(shop, ben),
      engine.addAccount(shop),
      engine.signOutOne(shop, ann),
      engine.signOutAll(shop),
      engine.switchBy(tab, 1),
      engine.renameAccount(ben, 'Another'),
      engine.choose(shop.siteId, { tellPage: true }),
      engine.forgetSite(shop.siteId),
      engine.useSite(other),
      engine.includeDomain({ siteId: shop.siteId, domain: 'idp.test', join: false, tabId: null }),
    ])
      await expect(verb).rejects.toMatchObject(locked);
    expect(live()).toEqual(['ann', 'ann']);
    expect([...world.local.content]).toEqual(before);
  });

  it('stays so with another passphrase', async () => {
    await engine.setPassphrase(passphrase);
    await restart();
    await expect(engine.unlock('words that somebody knows')).rejects.toMatchObject({
      code: 'vault/passphrase',
    });
    expect(await engine.popupView(tab)).toEqual({ kind: 'locked' });
    await engine.unlock(passphrase);
    expect(await engine.popupView(tab)).toMatchObject({ kind: 'accounts' });
  });

  it('is opened by nothing but unlocking, which looks at who has come meanwhile', async () => {
    await engine.setPassphrase(passphrase);
    await engine.lock();
    const coras = cookieJar([aCookie({ value: 'cora' })]);
    world.cookies.clear();
    for (const cookie of coras.cookies) world.cookies.write(cookie);
    await expect(engine.changePassphrase(passphrase, 'words that are new')).rejects.toMatchObject(locked);
    await expect(engine.removePassphrase(passphrase)).rejects.toMatchObject(locked);
    expect(await engine.popupView(tab)).toEqual({ kind: 'locked' });
    await engine.unlock(passphrase);
    await engine.switchAccount(shop, ben);
    expect(await stored(ann)).toEqual(['ann', 'ann']);
  });

  it('is only once the live jar is stored, and what goes on has ended', async () => {
    await engine.setPassphrase(passphrase);
    world.cookies.write(aCookie({ name: 'seen', value: 'renewed', httpOnly: false }));
    const switching = engine.switchAccount(shop, ben);
    const locking = engine.lock();
    await Promise.all([switching, locking]);
    expect(live()).toEqual(['ben', 'ben']);
    expect(await engine.popupView(tab)).toEqual({ kind: 'locked' });
    await engine.unlock(passphrase);
    expect(await stored(ann)).toEqual(['ann', 'renewed']);
  });

  it('puts back what the quit of the browser dropped once it is open, and not beside somebody else’s', async () => {
    const lasting = { expires: 2_000_000_000 };
    await engine.switchAccount(shop, ben);
    world.cookies.clear();
    for (const cookie of jarOf('ben').cookies) world.cookies.write(cookie);
    await engine.setPassphrase(passphrase);
    await engine.lock();
    await engine.unlock(passphrase);
    world.cookies.clear();
    await restart();
    expect(live()).toEqual([]);
    await engine.unlock(passphrase);
    expect(live()).toEqual(['ben', 'ben']);
    world.cookies.clear();
    await restart();
    const coras = cookieJar([aCookie({ value: 'cora', ...lasting })]);
    for (const cookie of coras.cookies) world.cookies.write(cookie);
    await engine.unlock(passphrase);
    expect(live()).toEqual(['cora']);
    expect(await stored(ben)).toEqual(['ben', 'ben']);
  });

  it('puts them back in place of a visitor’s, where the site was looked at before it was open', async () => {
    await engine.setPassphrase(passphrase);
    await engine.switchAccount(shop, ben);
    const visit = () => {
      world.cookies.clear();
      world.cookies.write(aCookie({ value: 'a visitor' }));
      world.tabs.passwords.add(tab);
    };
    await restart();
    visit();
    await engine.unlock(passphrase);
    expect(live()).toEqual(['ben', 'ben']);
    expect(await engine.popupView(tab)).toMatchObject({
      rows: [{ label: 'ann' }, { label: 'ben', active: true }],
    });
    await engine.lock();
    visit();
    await engine.unlock(passphrase);
    expect(live()).toEqual(['a visitor']);
    expect(await stored(ben)).toEqual(['ben', 'ben']);
  });

  it('leaves a switch open that a crash has cut short, and undoes it once it is open', async () => {
    await engine.setPassphrase(passphrase);
    await new Promise<void>((died) => {
      let sets = 0;
      world.fault = (call) => {
        if (call === 'cookies.set' && sets++ === 1) {
          died();
          return new Promise(() => undefined);
        }
      };
      void engine.switchAccount(shop, ben);
    });
    world.fault = () => undefined;
    await restart();
    expect(world.local.content.get('journal/shop.test/0')).toMatchObject({ phase: 'held' });
    await engine.unlock(passphrase);
    expect(live()).toEqual(['ann', 'ann']);
    expect(await engine.popupView(tab)).toMatchObject({
      rows: [{ label: 'ann', active: true }, { label: 'ben' }],
    });
  });
});

describe('whoever has forgotten the passphrase', () => {
  it('can delete everything, also with a switch that was left open', async () => {
    await engine.setPassphrase(passphrase);
    await restart();
    const open = { phase: 'held', pages: [], from: ann, to: ben, startedAt: 1, asStored: true };
    world.local.content.set('journal/shop.test/0', open);
    await engine.deleteEverything();
    expect([...world.local.content]).toEqual([]);
    expect(live()).toEqual(['ann', 'ann']);
    world.withheld.clear();
    await engine.useSite(tab);
    expect(await engine.popupView(tab)).toMatchObject({ rows: [{ label: 'Account 1', active: true }] });
    expect(await engine.optionsView()).toMatchObject({ seal: 'none' });
  });
});
