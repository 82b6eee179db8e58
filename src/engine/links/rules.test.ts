import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { nobodyLive } from '@/domain/jar/live';
import type { PopupView } from '@/domain/view';
import { quietPageItem } from '@/storage/schema';
import { aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
const place = { ...shop, tabId: tab };
const team = 'https://www.shop.test/team/';
const elsewhere = 'https://www.shop.test/notes';
const asking = { pattern: 'www.shop.test/team/*', accountId: ben, asks: true };
const unasked = { ...asking, asks: false };

let world: FakeWorld;
let engine: Engine;

/** The tab comes to an address, and the browser tells of it as often as it does. */
async function go(url: string): Promise<void> {
  world.tabs.open.splice(0, 1, aTab({ url }));
  for (let times = 0; times < 2; times++) await engine.followRule(tab);
}

async function view(): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const seen = await engine.popupView(tab);
  if (seen.kind !== 'accounts') throw new Error(`The popup shows ${seen.kind}`);
  return seen;
}
const active = async () => (await view()).rows.find((row) => row.active)?.label;
const wanted = async () => (await view()).wanted?.label;
const rules = async () => (await engine.accountDetails(place, ben)).rules.map(({ pattern }) => pattern);

beforeEach(async () => {
  world = createFakeWorld();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  engine = world.startWorker();
});

describe('a rule that asks', () => {
  beforeEach(() => engine.addRule(shop.siteId, asking));

  it('asks at its addresses, and switches nothing by itself', async () => {
    await go(elsewhere);
    expect(await wanted()).toBeUndefined();
    await go(team);
    expect(await wanted()).toBe('ben');
    expect(await engine.questionInTab(tab)).toEqual({ kind: 'wanted', label: 'ben' });
    expect(await active()).toBe('ann');
  });

  it('is done with once its account was switched to', async () => {
    await go(team);
    await engine.switchAccount(place, ben);
    expect([await active(), await wanted()]).toEqual(['ben', undefined]);
    await go(`${team}7`);
    await engine.switchAccount(place, ann);
    await go(`${team}7`);
    expect([await active(), await wanted()]).toEqual(['ann', undefined]);
  });

  it('goes on asking where the switch was refused', async () => {
    await go(team);
    world.tabs.asking.add(tab);
    await expect(engine.switchAccount(place, ben)).rejects.toThrow('page/unsaved');
    await engine.followRule(tab);
    expect([await active(), await wanted()]).toEqual(['ann', 'ben']);
  });

  it('does not ask again after "not now", until the tab has been elsewhere', async () => {
    await go(team);
    await engine.settleTab(place);
    expect(await wanted()).toBeUndefined();
    await go(`${team}7`);
    expect(await wanted()).toBeUndefined();
    await go(elsewhere);
    await go(team);
    expect(await wanted()).toBe('ben');
  });

  it('waits while somebody signs in', async () => {
    await engine.addAccount(place);
    await go(team);
    expect(await wanted()).toBeUndefined();
    await engine.goBack(place);
    expect(await wanted()).toBe('ben');
  });
});

describe('a rule without asking', () => {
  beforeEach(() => engine.addRule(shop.siteId, unasked));

  it('switches, once', async () => {
    await go(team);
    expect(await active()).toBe('ben');
    expect(world.tabs.reloaded).toHaveLength(1);
    await engine.switchAccount(place, ann);
    await go(team);
    expect(await active()).toBe('ann');
  });

  it('leaves alone whoever is chosen where its account was there already', async () => {
    await engine.switchAccount(place, ben);
    await go(team);
    await engine.switchAccount(place, ann);
    await go(team);
    expect(await active()).toBe('ann');
    await go(elsewhere);
    await go(team);
    expect(await active()).toBe('ben');
  });

  it('leaves alone whoever is chosen where the tab was before there was a rule', async () => {
    await engine.removeRule(shop.siteId, unasked.pattern);
    await engine.switchAccount(place, ben);
    await go(team);
    await engine.addRule(shop.siteId, unasked);
    await engine.switchAccount(place, ann);
    await go(team);
    expect(await active()).toBe('ann');
  });

  it('is remembered while an empty page stands for the one that comes back', async () => {
    await go(team);
    await engine.switchAccount(place, ann);
    await world.session.set({ [quietPageItem(tab).key]: { url: team, shown: false } });
    await go('');
    await go(team);
    expect(await active()).toBe('ann');
  });

  it('counts again where the tab has been on a page that cannot be seen', async () => {
    await go(team);
    await engine.switchAccount(place, ann);
    await go(team);
    await go('');
    await go(team);
    expect(await active()).toBe('ben');
  });

  it('asks where its account needs signing in', async () => {
    const [account] = Object.values(await world.local.get(['account/ben'])) as object[];
    await world.local.set({ 'account/ben': { ...account, ended: true } });
    await go(team);
    expect([await active(), await wanted()]).toEqual(['ann', 'ben']);
  });

  it('asks where its account is active in another container', async () => {
    await world.local.set({
      stores: [shop.storeId, 'other'],
      'live/shop.test/other': { ...nobodyLive, active: ben },
    });
    await go(team);
    expect([await active(), await wanted()]).toEqual(['ann', 'ben']);
  });

  it('does not switch where somebody has something unsaved, and asks instead of trying again there', async () => {
    world.tabs.asking.add(tab);
    world.tabs.open.splice(0, 1, aTab({ url: team }));
    await expect(engine.followRule(tab)).rejects.toThrow('page/unsaved');
    await engine.followRule(tab);
    expect([await active(), await wanted()]).toEqual(['ann', 'ben']);
  });
});

describe('two rules without asking, of which the site leads from one to the other', () => {
  const home = 'https://www.shop.test/home/';

  beforeEach(async () => {
    await engine.addRule(shop.siteId, unasked);
    await engine.addRule(shop.siteId, { pattern: 'www.shop.test/home/*', accountId: ann, asks: false });
  });

  it('switch to and fro, and then ask', async () => {
    for (let led = 0; led < 20; led++) {
      world.time += 500;
      await go(led % 2 === 0 ? team : elsewhere);
      await go(led % 2 === 0 ? elsewhere : home);
    }
    expect(world.tabs.reloaded.length).toBeLessThan(5);
    expect(await active()).toBe('ann');
    await go(team);
    expect([await active(), await wanted()]).toEqual(['ann', 'ben']);
  });

  it('switch again a while later', async () => {
    for (const url of [team, home, team, home]) {
      world.time += 20_000;
      await go(url);
      expect(await active()).toBe(url === team ? 'ben' : 'ann');
    }
  });
});

describe('rules', () => {
  it('are for one account each, and go when they are removed', async () => {
    await engine.addRule(shop.siteId, asking);
    await engine.addRule(shop.siteId, { ...asking, pattern: 'shop.test' });
    expect(await rules()).toEqual(['www.shop.test/team/*', 'shop.test/*']);
    await engine.addRule(shop.siteId, { ...asking, accountId: ann });
    expect(await rules()).toEqual(['shop.test/*']);
    await engine.removeRule(shop.siteId, 'shop.test/*');
    expect(await rules()).toEqual([]);
    await go('https://shop.test/');
    expect(await wanted()).toBeUndefined();
  });

  it('that no address can match are refused, and those that were there stay', async () => {
    await engine.addRule(shop.siteId, asking);
    const unfit = { ...asking, pattern: 'other.test/*' };
    await expect(engine.addRule(shop.siteId, unfit)).rejects.toThrow('rule/unfit');
    expect(await rules()).toEqual([asking.pattern]);
  });

  it('count for nothing where their account was signed out, and come back with it', async () => {
    await engine.addRule(shop.siteId, asking);
    await engine.signOutOne(place, ben);
    await go(team);
    expect(await wanted()).toBeUndefined();
    await engine.undoSignOut(place, ben);
    expect(await rules()).toEqual([asking.pattern]);
  });

  it('are in the settings of their Site, and suggested for the page in the tab', async () => {
    await engine.addRule(shop.siteId, asking);
    const [site] = (await engine.optionsView()).sites;
    expect(site?.rules).toEqual([{ ...asking, label: (await engine.accountDetails(place, ben)).label }]);
    await go(elsewhere);
    expect((await engine.accountDetails(place, ben)).here).toBe('www.shop.test/notes/*');
  });
});
