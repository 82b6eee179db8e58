import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, SiteId, TabId } from '@/domain/ids';
import type { PopupView } from '@/domain/view';
import { shop } from '@/testing/builders';
import { createFakeCall, type FakeCall } from '@/testing/fake-call';
import { type AccountsView, type AskView, createPopupState, type PopupState } from './state';

const tabId = 7 as TabId;
const ann = 'ann' as AccountId;
const ben = 'ben' as AccountId;
const list: AccountsView = {
  kind: 'accounts',
  place: shop,
  siteName: 'shop.test',
  rows: [
    {
      id: ann,
      label: 'Ann',
      initial: 'A',
      colour: 'blue',
      active: true,
      status: 'active',
      handle: null,
      avatar: null,
    },
    {
      id: ben,
      label: 'Ben',
      initial: 'B',
      colour: 'green',
      active: false,
      status: 'signed-in',
      handle: null,
      avatar: null,
    },
  ],
  elsewhere: 0,
  adding: null,
  unsure: false,
  doubted: null,
  bounced: null,
  wanted: null,
  linked: false,
  choosing: false,
  undo: null,
  moving: null,
};
const ask: AskView = {
  kind: 'ask',
  siteId: null,
  siteName: 'shop.test',
  origins: ['*://*.shop.test/*'],
  permitted: false,
  kept: 0,
};

let fake: FakeCall;
let state: PopupState;
let requested: (readonly string[])[];
let granted: boolean;
let icons: string[];
const close = vi.fn();
const openSettings = vi.fn(async (_: SiteId | null) => undefined);

beforeEach(() => {
  fake = createFakeCall();
  fake.answer('popup.view', list);
  requested = [];
  granted = true;
  icons = [];
  state = createPopupState({
    call: fake.call,
    iconOf: async () => icons.shift() ?? null,
    requestOrigins: async (origins) => {
      requested.push(origins);
      return granted;
    },
    openSettings,
    close,
  });
});

const types = () => fake.asked.map(([type]) => type);

describe('opening', () => {
  it('shows the tab it was opened on', async () => {
    await state.open(tabId);
    expect(fake.asked).toEqual([['popup.view', { tabId }]]);
    expect(state.view.value).toEqual(list);
  });

  it('says so where there is no tab', async () => {
    await state.open(null);
    expect(state.view.value).toEqual({ kind: 'forbidden', page: 'none' });
    expect(fake.asked).toEqual([]);
  });
});

describe('a question without an answer', () => {
  it('is told of until the next is answered', async () => {
    await state.open(tabId);
    fake.answer('popup.view', new AppError('unexpected'));
    await state.refresh();
    expect(state.result.value?.kind).toBe('alert');
    fake.answer('popup.view', list);
    await state.refresh();
    expect(state.result.value).toBeNull();
  });

  it('is not told of where a later one has one', async () => {
    await state.open(tabId);
    let fail = (_: AppError) => {};
    fake.answer('popup.view', () => new Promise((_, reject) => (fail = reject)));
    const first = state.refresh();
    fake.answer('popup.view', list);
    await state.refresh();
    fail(new AppError('unexpected'));
    await first;
    expect(state.result.value).toBeNull();
  });

  it('is told of where it followed an action that says nothing by itself', async () => {
    await state.open(tabId);
    fake.answer('popup.view', new AppError('unexpected'));
    await state.add(list);
    expect(state.result.value?.kind).toBe('alert');
  });
});

describe('the settings', () => {
  it.each([
    ['the site in front', list, shop.siteId],
    [
      'a site that is turned off',
      { kind: 'off', siteId: shop.siteId, siteName: 'shop.test', kept: 2 },
      shop.siteId,
    ],
    ['a site whose permission is gone', { ...ask, siteId: shop.siteId, kept: 2 }, shop.siteId],
    ['no site, where it is not in use', ask, null],
    ['no site, where there is none', { kind: 'forbidden', page: 'browser' }, null],
  ] as [string, PopupView, SiteId | null][])('open at %s', async (_, view, siteId) => {
    fake.answer('popup.view', view);
    await state.open(tabId);
    state.openSettings();
    expect(openSettings).toHaveBeenLastCalledWith(siteId);
  });
});

describe('what is open', () => {
  const other: AccountsView = {
    ...list,
    place: { ...shop, siteId: 'mail.test' as SiteId },
    siteName: 'mail.test',
  };

  it('goes with the site that it is about, and with what was typed and told there', async () => {
    const long = { ...list, rows: Array.from({ length: 8 }, () => list.rows[0] as (typeof list.rows)[0]) };
    fake.answer('popup.view', long);
    await state.open(tabId);
    state.search('ann');
    state.opened.value = { kind: 'confirm' };
    await state.refresh();
    expect([state.opened.value, state.query.value]).toEqual([{ kind: 'confirm' }, 'ann']);
    fake.answer('popup.view', { ...other, rows: long.rows });
    await state.refresh();
    expect([state.opened.value, state.query.value, state.result.value]).toEqual([null, '', null]);
  });

  it('has told of a passphrase only as long as one is asked for', async () => {
    fake.answer('popup.view', { kind: 'locked' });
    await state.open(tabId);
    fake.answer('vault.unlock', new AppError('vault/passphrase'));
    expect(await state.unlock('wrong')).toBe(false);
    expect(state.result.value?.kind).toBe('alert');
    // It was opened in another window.
    fake.answer('popup.view', list);
    await state.refresh();
    expect(state.result.value).toBeNull();
  });

  it('is under the icon of its own site', async () => {
    icons = ['data:,shop', 'data:,mail'];
    await state.open(tabId);
    await state.refresh();
    expect(state.icon.value).toBe('data:,shop');
    fake.answer('popup.view', other);
    await state.refresh();
    await vi.waitFor(() => expect(state.icon.value).toBe('data:,mail'));
  });

  it('goes with its account, and with the domain that was asked about', async () => {
    const include = {
      ...{ siteId: shop.siteId, tabId, domain: 'idp.test', origins: [], permitted: true },
      joins: { siteName: 'idp.test', accounts: 1 },
    };
    const asking = (domain: string): AccountsView => ({
      ...list,
      adding: { again: null, back: null, include: { ...include, domain } },
    });
    await state.open(tabId);
    state.opened.value = { kind: 'menu', id: ben };
    await state.refresh();
    expect(state.opened.value).toEqual({ kind: 'menu', id: ben });
    fake.answer('popup.view', { ...asking('idp.test'), rows: list.rows.slice(0, 1) });
    await state.refresh();
    expect(state.opened.value).toBeNull();
    state.opened.value = { kind: 'join' };
    await state.refresh();
    expect(state.opened.value).toEqual({ kind: 'join' });
    fake.answer('popup.view', asking('login.test'));
    await state.refresh();
    expect(state.opened.value).toBeNull();
  });
});

describe('a sign-out that can be taken back', () => {
  it('is the one that is told of, also where another window has signed somebody out since', async () => {
    const undo = (id: AccountId, label: string) => ({ id, label, left: 4000, atServer: 'unknown' as const });
    await state.open(tabId);
    fake.answer('account.signOut', { active: null, atServer: 'unknown' });
    fake.answer('popup.view', { ...list, undo: undo(ann, 'Ann') });
    await state.signOut(list, ann, 'Ann');
    await state.refresh();
    expect(state.result.value?.sentence).toContain('Ann');
    fake.answer('popup.view', { ...list, undo: undo(ben, 'Ben') });
    await state.refresh();
    expect(state.result.value).toBeNull();
  });
});

describe('an action', () => {
  it('asks with the account of the row, says what it ended in, and shows the list anew', async () => {
    fake.answer('account.switch', { active: { id: ben, label: 'Ben' } });
    await state.open(tabId);
    await state.switchTo(list, ben);
    expect(fake.asked.slice(1)).toEqual([
      ['account.switch', { place: shop, accountId: ben }],
      ['popup.view', { tabId, again: true }],
    ]);
    expect(state.result.value).toEqual({ kind: 'status', sentence: 'Now Ben' });
  });

  it('says nothing before the list beside it is the newest, though another question overtook', async () => {
    await state.open(tabId);
    const answers: (() => void)[] = [];
    fake.answer('account.switch', { active: { id: ben, label: 'Ben' } });
    fake.answer('popup.view', () => new Promise((resolve) => answers.push(() => resolve(list))));
    const switching = state.switchTo(list, ben);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const changed = state.refresh();
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(state.result.value).toBeNull();
    answers[1]?.();
    await Promise.all([switching, changed]);
    expect(state.result.value).toEqual({ kind: 'status', sentence: 'Now Ben' });
  });

  it('lets a press go while another runs', async () => {
    fake.answer('account.switch', { active: null });
    const first = state.switchTo(list, ben);
    expect(state.busy.value).toBe(ben);
    await Promise.all([first, state.switchTo(list, ann)]);
    expect(types().filter((type) => type === 'account.switch')).toHaveLength(1);
    expect(state.busy.value).toBeNull();
  });

  it('says in an alert what went wrong, naming the cookie', async () => {
    fake.answer('account.switch', new AppError('cookie/refused', 'sid'));
    await state.switchTo(list, ben);
    expect(state.result.value?.kind).toBe('alert');
    expect(state.result.value?.sentence).toContain('“sid”');
  });

  it('says something even when nothing is known', async () => {
    fake.answer('account.switch', new TypeError('sid=SECRET') as AppError);
    await state.switchTo(list, ben);
    expect(state.result.value?.sentence).toMatch(/^Something went wrong/);
  });

  it('closes what was open in the popup', async () => {
    state.opened.value = { kind: 'confirm' };
    await state.signOutAll(list);
    expect(state.opened.value).toBeNull();
  });
});

describe('taking a site into use', () => {
  it('asks the browser in the click itself, with the wish already under way', async () => {
    await state.open(tabId);
    fake.asked.length = 0;
    state.use(ask);
    // Nothing was awaited so far: a browser would still count this as the click.
    expect(types()).toEqual(['site.use']);
    expect(requested).toEqual([ask.origins]);
    await vi.waitFor(() => expect(state.busy.value).toBeNull());
    expect(types()).toEqual(['site.use', 'site.use', 'popup.view']);
  });

  it('asks nothing where the browser grants it already', async () => {
    await state.open(tabId);
    state.use({ ...ask, permitted: true });
    await vi.waitFor(() => expect(state.busy.value).toBeNull());
    expect(requested).toEqual([]);
    expect(types()).toEqual(['popup.view', 'site.use', 'popup.view']);
  });

  it('takes a no for an answer', async () => {
    granted = false;
    await state.open(tabId);
    state.use(ask);
    await vi.waitFor(() => expect(state.result.value?.kind).toBe('note'));
    expect(state.result.value?.sentence).toContain('Nothing was changed');
    expect(types().filter((type) => type === 'site.use')).toHaveLength(1);
  });
});

describe('the offer to take a sign-out back', () => {
  it('is looked at again when its time has passed', async () => {
    vi.useFakeTimers();
    fake.answer('popup.view', { ...list, undo: { id: ben, label: 'Ben', left: 4000, atServer: 'ends' } });
    await state.open(tabId);
    fake.answer('popup.view', list);
    await vi.advanceTimersByTimeAsync(3900);
    expect(types()).toEqual(['popup.view']);
    await vi.advanceTimersByTimeAsync(200);
    expect(types()).toEqual(['popup.view', 'popup.view']);
    expect(state.view.value).toEqual(list);
    vi.useRealTimers();
  });
});
