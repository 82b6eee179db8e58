import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { quietPageItem } from '@/storage/schema';
import { anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
const place = { ...shop, tabId: tab };
const page = 'https://www.shop.test/offer';
const mail = { fromElsewhere: true, ledBy: 'https://mail.test' };

let world: FakeWorld;
let engine: Engine;

/** The tab shows an address, and the browser tells of it as often as it does. */
async function show(url: string): Promise<void> {
  world.tabs.open.splice(0, 1, aTab({ url }));
  for (let times = 0; times < 2; times++) await engine.followLink(tab);
}

/** A page is asked for, its answer comes, and then the tab shows it. */
async function go(url: string, facts: Partial<ObservedAnswer> = {}): Promise<void> {
  await engine.followLink(tab);
  await engine.noticeAnswer(anAnswer({ url, ...facts }));
  await show(url);
}

async function asked(): Promise<boolean> {
  const [seen, question] = await Promise.all([engine.popupView(tab), engine.questionInTab(tab)]);
  const inPopup = seen.kind === 'accounts' && seen.linked;
  expect(question).toEqual(inPopup ? { kind: 'linked' } : null);
  return inPopup;
}

async function active(): Promise<string | undefined> {
  const seen = await engine.popupView(tab);
  return seen.kind === 'accounts' ? seen.rows.find((row) => row.active)?.label : undefined;
}

beforeEach(async () => {
  world = createFakeWorld();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  engine = world.startWorker();
  await engine.choose(shop.siteId, { asksAfterLink: true });
  await show('https://mail.test/');
});

describe('a link from another site', () => {
  it('is asked about, and switches nothing by itself', async () => {
    await go(page, mail);
    expect(await asked()).toBe(true);
    expect(await active()).toBe('ann');
    expect(world.tabs.reloaded).toEqual([]);
  });

  it('is asked about also where it is told of after its page is there', async () => {
    await show(page);
    await engine.noticeAnswer(anAnswer({ url: page, ...mail }));
    expect(await asked()).toBe(true);
  });

  it('is asked about by the next worker too', async () => {
    await go(page, mail);
    engine = world.startWorker();
    expect(await asked()).toBe(true);
  });

  it.each([
    ['whoever is active stays', () => engine.settleTab(place)],
    ['another is chosen', () => engine.switchAccount(place, ben)],
    ['the active one is chosen', () => engine.switchAccount(place, ann)],
    ['another is added', () => engine.addAccount(place).then(() => engine.goBack(place))],
  ])('is asked about no more once %s, however often the tab is loaded again', async (_, choose) => {
    await go(page, mail);
    await choose();
    expect(await asked()).toBe(false);
    await go(page, mail);
    await go('https://www.shop.test/cart', { ledBy: page });
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('is asked about again where the tab has been elsewhere, also on a page that cannot be seen', async () => {
    for (const elsewhere of ['https://mail.test/', '']) {
      await go(page, mail);
      expect(await asked()).toBe(true);
      await engine.settleTab(place);
      await show(elsewhere);
    }
    await go(page, mail);
    expect(await asked()).toBe(true);
    await show('https://mail.test/');
    await show(page);
    expect(await asked()).toBe(false);
  });

  it('is remembered while an empty page stands for one that comes back', async () => {
    await go(page, mail);
    await engine.settleTab(place);
    await world.session.set({ [quietPageItem(tab).key]: { url: page, shown: false } });
    await show('');
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('waits while somebody signs in in another tab', async () => {
    await go(page, mail);
    await engine.addAccount(shop);
    expect(await asked()).toBe(false);
    await engine.goBack(shop);
    expect(await asked()).toBe(true);
  });
});

describe('nothing is asked', () => {
  it('where nobody has chosen to be asked, or does so no more', async () => {
    await go(page, mail);
    await engine.choose(shop.siteId, { asksAfterLink: false });
    expect(await asked()).toBe(false);
    await show('https://mail.test/');
    await go(page, mail);
    await engine.choose(shop.siteId, { asksAfterLink: true });
    expect(await asked()).toBe(false);
  });

  it.each<[string, Partial<ObservedAnswer>]>([
    ['an address that was typed', { unbidden: true }],
    ['a link of the site itself', { ledBy: 'https://shop.test/' }],
    ['a page that the site has led away and back', { ...mail, ledAwayFrom: 'https://shop.test/inbox' }],
    ['a frame', { ...mail, mainFrame: false }],
    ['an address that only leads on', { ...mail, status: 302 }],
    ['the way back of a sign-in', { ...mail, url: `${page}?code=abcdefghijklmnop&state=x` }],
  ])('after %s', async (_, facts) => {
    await go(page, facts);
    expect(await asked()).toBe(false);
  });

  it('on the page that follows the way back of a sign-in', async () => {
    const back = 'https://www.shop.test/callback?code=abcdefghijklmnop&state=x';
    await engine.noticeAnswer(anAnswer({ url: back, status: 302, ...mail }));
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('about a page that was loaded again, or has woken', async () => {
    world.tabs.again.add(tab);
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('where a rule has an answer', async () => {
    await engine.addRule(shop.siteId, { pattern: 'www.shop.test/offer', accountId: ann, asks: true });
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('where there is one account', async () => {
    await engine.signOutOne(place, ben);
    await go(page, mail);
    expect(await asked()).toBe(false);
  });

  it('while somebody is to sign in', async () => {
    await engine.addAccount(shop);
    await go(page, mail);
    await engine.goBack(shop);
    expect(await asked()).toBe(false);
  });

  it('after a download, for whatever comes next', async () => {
    await engine.noticeAnswer(anAnswer({ url: 'https://www.shop.test/file', ...mail }));
    await show('https://mail.test/');
    await go(page, { unbidden: true });
    expect(await asked()).toBe(false);
  });
});
