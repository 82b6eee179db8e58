import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, anAnswer, aTab, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ben, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** Sign-ins of which only what pages keep can tell. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);

describe('a sign-in that no cookie tells of', () => {
  const signIn = () => world.storage.origin(shown).local.set('access_token', 'a-token-of-somebody');
  const rows = async () => {
    const view = await engine.popupView(tab);
    return view.kind === 'accounts' ? [view.rows.length, view.unsure] : view.kind;
  };

  beforeEach(async () => {
    await engine.addAccount(shop);
    expect(cookies()).toEqual([]);
  });

  it('joins the list when the popup is opened, if the site was sent something meanwhile', async () => {
    signIn();
    expect(await rows()).toEqual([2, true]);
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    expect(await rows()).toEqual([3, false]);
  });

  it('is not lost when its person goes to another account at once', async () => {
    signIn();
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    await engine.switchAccount(shop, ben);
    expect((await rows())[0]).toBe(3);
    expect(live(shown)).toEqual({});
  });

  it('is not lost either where pages of an origin that the accounts share are nearer', async () => {
    const admin = 'https://admin.shop.test';
    await engine.shareOrigin(shop.siteId, admin, true);
    const ids = [2, 3, 4, 5] as TabId[];
    world.tabs.open.unshift(...ids.map((id) => aTab({ id, url: `${admin}/` })));
    signIn();
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    await engine.switchAccount(shop, ben);
    expect((await rows())[0]).toBe(3);
  });

  it('has one row, where a cookie comes a moment after it was noticed', async () => {
    const script = { ...visit(shown), document: false, mainFrame: false };
    world.time += 1000;
    await engine.noticeAnswer({ ...script, method: 'POST', sent: 'password' });
    signIn();
    expect(await rows()).toEqual([3, false]);
    world.time += 1000;
    world.cookies.write(aCookie({ name: 'device' }));
    await engine.noticeAnswer({ ...script, httpOnlyCookies: ['device'] });
    expect(await rows()).toEqual([3, false]);
  });

  it('is none where all accounts have what tells of it in common', async () => {
    await engine.choose(shop.siteId, { carried: { local: 'shared' } });
    signIn();
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    expect(await rows()).toEqual([2, false]);
  });

  it('is none when nothing was sent, and coming back leaves no trace', async () => {
    signIn();
    await engine.goBack(shop);
    expect(await rows()).toEqual([2, false]);
  });
});

function visit(origin: string) {
  return anAnswer({ url: `${origin}/` });
}
