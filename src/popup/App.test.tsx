// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, TabId } from '@/domain/ids';
import type { DetailsView, IncludeView, PopupView } from '@/domain/view';
import { shop } from '@/testing/builders';
import { createFakeCall, type FakeCall } from '@/testing/fake-call';
import { App } from './App';
import { type AccountsView, createPopupState, type PopupState } from './state';

const rows = ['Ann', 'Ben', 'Cora'].map((label, index) => ({
  id: label.toLowerCase() as AccountId,
  label,
  initial: label.slice(0, 1),
  colour: 'blue' as const,
  active: index === 1,
  status: index === 1 ? ('active' as const) : ('signed-in' as const),
  handle: null,
  avatar: null,
}));
const list: AccountsView = {
  kind: 'accounts',
  place: shop,
  siteName: 'shop.test',
  rows,
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

const include: IncludeView = {
  siteId: shop.siteId,
  tabId: 1 as TabId,
  domain: 'idp.test',
  origins: ['*://*.idp.test/*'],
  permitted: false,
  joins: null,
};

/** A list long enough for a search, or not drawn whole. */
const many = (count: number): AccountsView => ({
  ...list,
  rows: Array.from({ length: count }, (_, index) => ({
    ...(rows[0] as (typeof rows)[0]),
    id: `account-${index}` as AccountId,
    label: `Person ${index + 1}`,
    handle: `${index + 1}@shop.test`,
    active: index === count / 2,
  })),
});

let fake: FakeCall;
let root: HTMLElement;
const close = vi.fn();

let icon: string | null = null;

async function show(view: PopupView | AppError): Promise<PopupState> {
  fake = createFakeCall();
  fake.answer('popup.view', view);
  fake.answer('account.switch', { active: null });
  const deps = {
    requestOrigins: async () => true,
    iconOf: async () => icon,
    openSettings: async () => undefined,
    close,
    now: () => 0,
  };
  const state = createPopupState({ call: fake.call, ...deps });
  await act(async () => {
    render(<App state={state} />, root);
    await state.open(1 as TabId);
  });
  return state;
}

const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent) === name,
  );
/** Long enough for what was pressed to be answered and drawn. */
const drawn = () => new Promise(requestAnimationFrame);
const press = (name: string) =>
  act(async () => {
    button(name)?.click();
    await drawn();
  });
const key = (name: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    (document.activeElement ?? document).dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }),
    );
    await drawn();
  });
const focused = () => document.activeElement?.getAttribute('aria-label');
const askedFor = (type: string) => fake.asked.filter(([name]) => name === type).map(([, input]) => input);

beforeEach(() => {
  // happy-dom has no top layer.
  HTMLElement.prototype.showPopover = () => undefined;
  icon = null;
  root = document.createElement('div');
  document.body.append(root);
  close.mockReset();
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('the popup', () => {
  it('names the site, and lists the accounts with the active one marked', async () => {
    await show(list);
    expect(root.querySelector('h1')?.textContent).toBe('shop.test');
    const items = [...root.querySelectorAll('[aria-label="Accounts"] [data-row]')];
    expect(items.map((item) => item.getAttribute('aria-label'))).toEqual(['Ann', 'Ben', 'Cora']);
    expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'true', null]);
    for (const name of ['Add account', 'Sign out of all accounts', 'Settings', 'More for Ann']) {
      expect(button(name), name).toBeDefined();
    }
  });

  it('moves with the arrows, Home, End and first letters, and switches by number', async () => {
    await show(list);
    expect(focused()).toBe('Ben');
    await key('ArrowDown');
    expect(focused()).toBe('Cora');
    await key('ArrowDown');
    expect(focused()).toBe('Ann');
    await key('ArrowUp');
    expect(focused()).toBe('Cora');
    await key('Home');
    expect(focused()).toBe('Ann');
    await key('End');
    expect(focused()).toBe('Cora');
    await key('b');
    expect(focused()).toBe('Ben');
    await key('3');
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'cora' }]);
    await key('9');
    expect(askedFor('account.switch')).toHaveLength(1);
  });

  it('chooses by the same keys where a keyboard has other signs on them, but not within a name', async () => {
    await show(list);
    await key('"', { code: 'Digit3' });
    await key('é', { code: 'Digit2' });
    expect(askedFor('account.switch')).toEqual([
      { place: shop, accountId: 'cora' },
      { place: shop, accountId: 'ben' },
    ]);
    await key('a', { code: 'KeyQ' });
    await key('é', { code: 'Digit2' });
    expect(askedFor('account.switch')).toHaveLength(2);
  });

  it('moves a row with Alt and an arrow, or from its menu, but not beyond the ends', async () => {
    await show(list);
    await key('ArrowDown', { altKey: true });
    expect(askedFor('account.move')).toEqual([{ accountId: 'ben', to: 2 }]);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Ben is now number 3 of 3');
    expect(focused()).toBe('Ben');
    await key('Home');
    await key('ArrowUp', { altKey: true });
    expect(askedFor('account.move')).toHaveLength(1);
    await press('More for Cora');
    expect(button('Move down')).toBeUndefined();
    await press('Move up');
    expect(askedFor('account.move')[1]).toEqual({ accountId: 'cora', to: 1 });
    expect(focused()).toBe('Cora');
  });

  it('moves a row that is dragged, and takes that for no click', async () => {
    await show(list);
    const row = [...root.querySelectorAll<HTMLElement>('li')][0] as HTMLElement;
    Object.defineProperty(row, 'offsetHeight', { value: 48 });
    const target = row.querySelector('[data-row]') as HTMLElement;
    const pointer = (type: string, clientY: number) =>
      act(async () => {
        target.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientY }));
        await drawn();
      });
    await pointer('pointerdown', 10);
    await pointer('pointermove', 12);
    expect(root.querySelector('[data-dragging="true"]')).toBeNull();
    await pointer('pointermove', 70);
    const shifts = [...root.querySelectorAll('li')].map((one) => one.style.getPropertyValue('--shift'));
    expect(shifts).toEqual(['60px', '-48px', '0px']);
    await act(async () => {
      target.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, clientY: 70 }));
      target.click();
      await drawn();
    });
    expect(askedFor('account.move')).toEqual([{ accountId: 'ann', to: 1 }]);
    expect(askedFor('account.switch')).toEqual([]);
  });

  it('offers to turn itself on where it is off', async () => {
    await show({ kind: 'off', siteId: shop.siteId, siteName: 'shop.test', kept: 2 });
    expect(root.textContent).toContain('Your 2 accounts are kept');
    await press('Turn on for shop.test');
    expect(askedFor('site.choose')).toEqual([{ siteId: 'shop.test', changes: { multiSession: true } }]);
  });

  it('closes what is open with Escape, then itself', async () => {
    await show(list);
    await press('More for Cora');
    expect(root.querySelector('[role="menu"]')).not.toBeNull();
    await key('Escape');
    expect(root.querySelector('[role="menu"]')).toBeNull();
    expect(focused()).toBe('Cora');
    expect(close).not.toHaveBeenCalled();
    await key('Escape');
    expect(close).toHaveBeenCalledOnce();
  });

  it('renames in the row: Enter keeps the new label, Escape the old', async () => {
    await show(list);
    await press('More for Ann');
    await press('Rename');
    const field = () => root.querySelector('input');
    await act(async () => {
      const input = field();
      if (input) input.value = 'Work';
      input?.form?.requestSubmit();
      await drawn();
    });
    expect(askedFor('account.rename')).toEqual([{ accountId: 'ann', label: 'Work' }]);
    await press('More for Ann');
    await press('Rename');
    await key('1');
    expect(askedFor('account.switch')).toEqual([]);
    await key('Escape');
    expect(field()).toBeNull();
    expect(askedFor('account.rename')).toHaveLength(1);
  });

  it('signs out of one from its menu, and of all only when asked twice', async () => {
    await show(list);
    await press('More for Ann');
    await press('Sign out');
    expect(askedFor('account.signOut')).toEqual([{ place: shop, accountId: 'ann' }]);
    await press('Sign out of all accounts');
    expect(askedFor('site.signOutAll')).toEqual([]);
    expect(root.querySelector('[role="alertdialog"]')).not.toBeNull();
    expect(document.activeElement?.textContent).toBe('Cancel');
    await press('Cancel');
    expect(document.activeElement?.textContent).toBe('Sign out of all accounts');
    await press('Sign out of all accounts');
    await press('Sign out of all accounts');
    expect(askedFor('site.signOutAll')).toEqual([{ place: shop }]);
  });

  it('offers the way back while adding, and no second addition', async () => {
    await show({
      ...list,
      rows: rows.slice(0, 1),
      adding: { again: null, back: { id: 'ann' as AccountId, label: 'Ann' }, include: null },
    });
    expect(button('Add account')).toBeUndefined();
    expect(root.textContent).not.toContain('Add a second account');
    await press('Back to Ann');
    expect(askedFor('account.back')).toEqual([{ place: shop }]);
  });

  it('has an account that needs signing in signed in again, by its button, a click or its number', async () => {
    const ended = rows.map((row) => ({
      ...row,
      status: row.id === 'cora' ? ('ended' as const) : row.status,
    }));
    await show({ ...list, rows: ended });
    const row = root.querySelector('[data-row="cora"]');
    const description = row?.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(description)?.textContent).toBe('Needs signing in');
    await press('Sign in again as Cora');
    await press('Cora');
    await key('3');
    expect(askedFor('account.switch')).toEqual([]);
    expect(askedFor('account.again')).toEqual(Array(3).fill({ place: shop, accountId: 'cora' }));
    expect(button('Sign in again as Ann')).toBeUndefined();
  });

  it('says whom it waits for', async () => {
    await show({
      ...list,
      adding: { again: 'Cora', back: { id: 'ann' as AccountId, label: 'Ann' }, include: null },
    });
    expect(root.textContent).toContain('Sign in on the page as Cora.');
    expect(button('Back to Ann')).toBeDefined();
  });

  it('asks who is next', async () => {
    await show({ ...list, choosing: true });
    expect(root.textContent).toContain('Choose who is next.');
  });

  it('shows the details of an account below its row, and closes them with Escape', async () => {
    await show(list);
    fake.answer('account.details', {
      id: 'ann' as AccountId,
      label: 'Ann',
      handle: 'ann@shop.test',
      status: 'signed-in',
      addedAt: 1,
      usedAt: 0,
      endsAt: null,
      receipt: { at: 1, cookies: 14, ofCookies: 14, expired: 1, storages: 3 },
      bound: true,
      rules: [],
      here: '',
    });
    await press('More for Ann');
    await press('Details');
    const panel = root.querySelector('[aria-label="Details of Ann"]');
    expect(panel?.textContent).toContain('14 of 14 cookies, 3 storages; 1 expired, skipped');
    expect(panel?.textContent).toContain('ann@shop.test');
    expect(panel?.textContent).toContain('tied this sign-in to this browser');
    expect(panel?.textContent).not.toContain('Last used');
    // Numbers are for the list.
    expect(root.textContent).not.toContain('to switch');
    await key('3');
    expect(askedFor('account.switch')).toEqual([]);
    await key('Escape');
    expect(root.querySelector('[aria-label="Details of Ann"]')).toBeNull();
    expect(focused()).toBe('Ann');
  });

  it('asks whether to switch to whom the address is for', async () => {
    await show({ ...list, wanted: { id: 'ann' as AccountId, label: 'Ann' } });
    expect(root.textContent).toContain('This address is for Ann.');
    await press('Switch to Ann');
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'ann' }]);
    await press('Not now');
    expect(askedFor('tab.settle')).toEqual([{ place: shop }]);
  });

  it('asks who is to see what a link from another site has led to', async () => {
    const active = rows.find((row) => row.active)?.label;
    await show({ ...list, linked: true });
    expect(root.textContent).toContain('A link from another site led here. Who is to see it?');
    await press(`Stay as ${active}`);
    expect(askedFor('tab.settle')).toEqual([{ place: shop }]);
    await show(list);
    expect(root.textContent).not.toContain('A link from another site');
  });

  it('lets addresses be an account’s own, and keeps what was typed where it is refused', async () => {
    await show(list);
    const rule = { pattern: 'shop.test/team/*', accountId: 'ann' as AccountId, asks: false };
    const details: DetailsView = {
      ...{ id: rule.accountId, label: 'Ann', handle: null, status: 'signed-in' },
      ...{ addedAt: 1, usedAt: 0, endsAt: null, receipt: null, bound: false },
      ...{ rules: [], here: rule.pattern },
    };
    fake.answer('account.details', details);
    await press('More for Ann');
    await press('Details');
    const field = () => root.querySelector<HTMLInputElement>('[aria-label="Address"]');
    expect(root.querySelector('[aria-label="Details of Ann"]')?.textContent).toContain('Always use Ann on');
    expect(field()?.value).toBe(rule.pattern);
    fake.answer('rule.add', new AppError('rule/unfit', 'shop.test'));
    await press('Add');
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('no address of shop.test');
    expect(field()?.value).toBe(rule.pattern);

    fake.answer('rule.add', null);
    fake.answer('account.details', { ...details, rules: [rule] });
    root.querySelector<HTMLInputElement>('[type="checkbox"]')?.click();
    await press('Add');
    expect(askedFor('rule.add').at(-1)).toEqual({ siteId: 'shop.test', rule });
    expect(root.textContent).toContain('shop.test/team/*without asking');
    expect(field()?.value).toBe('');
    await press('Remove shop.test/team/*');
    expect(askedFor('rule.remove')).toEqual([{ siteId: 'shop.test', pattern: rule.pattern }]);
  });

  it('says what becomes of a session at the server', async () => {
    const undo = { id: 'dan' as AccountId, label: 'Dan', until: 5000 };
    await show({ ...list, undo: { ...undo, atServer: 'unknown' } });
    expect(root.textContent).toContain('may live on until it expires');
    await show({ ...list, undo: { ...undo, atServer: 'ends' } });
    expect(root.textContent).toContain('The site is told in a moment');
  });

  it('offers to include the domain that a sign-in has led to', async () => {
    await show({ ...list, adding: { again: null, back: { id: 'ann' as AccountId, label: 'Ann' }, include } });
    expect(root.textContent).toContain(
      'Signing in goes through idp.test. Include it, so that you can sign in as someone else?',
    );
    expect(button('Back to Ann')).toBeDefined();
    await press('Include idp.test');
    const wish = { siteId: 'shop.test', tabId: 1, domain: 'idp.test', join: false };
    // Told before the browser asks, since its prompt can close the popup; and once more when it has said yes.
    expect(askedFor('site.include')).toEqual([wish, wish]);
    expect(root.querySelector('[role="status"]')?.textContent).toContain('idp.test is included');
  });

  it('offers it too where signing in has led back to somebody of the list', async () => {
    const bounced = { id: 'ann' as AccountId, label: 'Ann', include };
    await show({ ...list, bounced });
    expect(root.textContent).toContain('Signing in through idp.test led back to Ann.');
    expect(button('Yes, still Ann')).toBeUndefined();
    await press('Include idp.test');
    expect(askedFor('site.include')).toHaveLength(2);
    await press('Not now');
    expect(askedFor('account.confirm')).toEqual([{ place: shop, accountId: 'ann' }]);
  });

  it('asks as well whether it still is them, where nothing tells', async () => {
    const ann = { id: 'ann' as AccountId, label: 'Ann' };
    await show({ ...list, doubted: { ...ann, another: false }, bounced: { ...ann, include } });
    expect(root.textContent).toContain('idp.test signed you in without asking. If this is Ann again,');
    expect(button('Include idp.test')).toBeDefined();
    expect(button('Not now')).toBeUndefined();
    await press('Yes, still Ann');
    expect(askedFor('account.confirm')).toEqual([{ place: shop, accountId: 'ann' }]);
    await press('Keep this as an account');
    expect(askedFor('account.keep')).toHaveLength(1);
  });

  it('says first what it means to join another site', async () => {
    const joins = { siteName: 'idp.test', accounts: 2 };
    await show({
      ...list,
      adding: { again: null, back: null, include: { ...include, permitted: true, joins } },
    });
    await press('Include idp.test');
    expect(askedFor('site.include')).toEqual([]);
    expect(root.querySelector('[role="alertdialog"]')?.getAttribute('aria-label')).toBe(
      'idp.test has 2 accounts of its own here. Joined, both sites switch together and share one list.',
    );
    expect(document.activeElement?.textContent).toBe('Cancel');
    const answers = [...root.querySelectorAll('[role="alertdialog"] button')];
    expect(answers.map(({ textContent }) => textContent)).toEqual(['Join', 'Cancel']);
    await key('Escape');
    expect(document.activeElement?.textContent).toBe('Include idp.test');
    await press('Include idp.test');
    await press('Join');
    expect(askedFor('site.include')).toEqual([
      { siteId: 'shop.test', tabId: 1, domain: 'idp.test', join: true },
    ]);
  });

  it('lets the person say that somebody is signed in', async () => {
    await show({ ...list, rows: [], unsure: true });
    await press('Keep this as an account');
    expect(askedFor('account.keep')).toEqual([{ place: shop }]);
  });

  it('asks whether it still is the account over which somebody came back', async () => {
    await show({ ...list, doubted: { id: 'ben' as AccountId, label: 'Ben', another: false } });
    expect(root.textContent).toContain('Is this still Ben?');
    await press('Yes, still Ben');
    expect(askedFor('account.confirm')).toEqual([{ place: shop, accountId: 'ben' }]);
    await press('Keep this as an account');
    expect(askedFor('account.keep')).toEqual([{ place: shop }]);
  });

  it('says that another sign-in is there than the one that is stored', async () => {
    await show({ ...list, doubted: { id: 'ben' as AccountId, label: 'Ben', another: true } });
    expect(root.textContent).toContain('The sign-in here is not the one that Hatrack has kept.');
    await press('Yes, still Ben');
    expect(askedFor('account.confirm')).toEqual([{ place: shop, accountId: 'ben' }]);
  });

  it('says how far a long switch is, and lets it be cancelled', async () => {
    await show({ ...list, moving: { done: 1200, total: 5000 } });
    expect(root.textContent).toContain('Exchanging what this site keeps: 24 %');
    await press('Cancel');
    expect(askedFor('account.cancel')).toEqual([{ place: shop }]);
  });

  it.each([
    ['is active again', 'dan', 'Now Dan'],
    ['is not', 'ann', 'Dan is back'],
  ])(
    'offers to take a sign-out back, and says who is there again: whoever %s',
    async (_, active, sentence) => {
      await show({
        ...list,
        undo: { id: 'dan' as AccountId, label: 'Dan', until: 5000, atServer: 'unknown' },
      });
      fake.answer('account.undo', { active: { id: active as AccountId, label: active } });
      await press('Undo');
      expect(askedFor('account.undo')).toEqual([{ place: shop, accountId: 'dan' }]);
      expect(root.querySelector('[role="status"]')?.textContent).toBe(sentence);
    },
  );

  it('has its live regions in place before they speak', async () => {
    await show(list);
    expect(root.querySelectorAll('[role="status"], [role="alert"]')).toHaveLength(2);
  });

  it.each(['browser', 'store', 'file', 'none'] as const)(
    'says kindly that it cannot work here: %s',
    async (page) => {
      await show({ kind: 'forbidden', page });
      expect(root.textContent).toMatch(/Open .*website|Open one/);
    },
  );

  it('asks before a site is used, and says what is kept', async () => {
    await show({
      kind: 'ask',
      siteId: null,
      siteName: 'shop.test',
      origins: ['x'],
      permitted: false,
      kept: 3,
    });
    expect(button('Use Hatrack on shop.test')).toBeDefined();
    expect(root.textContent).toContain('Your 3 accounts are kept');
  });

  it.each([
    [1, 'Add a second account, and switch with a click'],
    [2, 'Press 1 or 2 to switch'],
    [3, 'Press 1 to 3 to switch'],
    [30, 'Press 1 to 9 to switch'],
  ])('tells which numbers there are to press: with %i accounts', async (count, tip) => {
    await show(many(count));
    expect(root.textContent).toContain(tip);
  });

  it('is one stop on the way of Tab, at the row that has the focus or the one that has it first', async () => {
    await show(many(12));
    const stops = () =>
      [...root.querySelectorAll<HTMLElement>('li button')]
        .filter(({ tabIndex }) => tabIndex === 0)
        .map((stop) => stop.getAttribute('aria-label'));
    expect(stops()).toEqual(['Person 7', 'More for Person 7']);
    await key('End');
    expect(stops()).toEqual(['Person 12', 'More for Person 12']);
    await show({ ...many(12), rows: many(12).rows.slice(0, 9) });
    expect(stops()).toEqual(['Person 7', 'More for Person 7']);
  });

  it('has a field to search a long list, and goes from it to what was found', async () => {
    await show(many(7));
    expect(root.querySelector('[type="search"]')).toBeNull();
    await show(many(12));
    const field = root.querySelector<HTMLInputElement>('[type="search"]');
    await key('/');
    expect(document.activeElement).toBe(field);
    const scroller = root.querySelector('[data-long]');
    scroller?.scrollTo(0, 200);
    expect(scroller?.scrollTop).toBe(200);
    const type = (value: string) =>
      act(async () => {
        if (field) field.value = value;
        field?.dispatchEvent(new Event('input', { bubbles: true }));
        await drawn();
      });
    const keys = () =>
      [...root.querySelectorAll('li')].map((row) => row.querySelector('[class*="key"]')?.textContent ?? null);
    await type('person 1');
    // Digits are typed into the search by now.
    expect(keys()).toEqual(['↵', null, null, null]);
    await type('12@shop');
    const found = [...root.querySelectorAll('[data-row]')];
    expect(found.map((row) => row.getAttribute('aria-label'))).toEqual(['Person 12']);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('1 account found');
    expect(scroller?.scrollTop).toBe(0);
    await key('ArrowDown');
    expect(focused()).toBe('Person 12');
    await key('Escape');
    expect(root.querySelectorAll('[data-row]')).toHaveLength(12);
    await key('/');
    await type('nobody');
    expect(root.textContent).toContain('No account here is called “nobody”.');
    expect(root.querySelector('[role="status"]')?.textContent).toBe('0 accounts found');
    await key('Enter');
    expect(askedFor('account.switch')).toEqual([]);
    await type('person 3');
    await key('Enter');
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'account-2' }]);
  });

  it('keeps the field of a list that grows short, until there is none', async () => {
    const state = await show(many(8));
    const searches = () => root.querySelector('[type="search"]') !== null;
    const answer = (count: number) =>
      act(async () => {
        fake.answer('popup.view', many(count));
        await state.refresh();
      });
    expect(searches()).toBe(true);
    await answer(7);
    expect(searches()).toBe(true);
    state.search(many(7), 'person 2');
    await answer(7);
    expect(root.querySelectorAll('[data-row]')).toHaveLength(1);
    await answer(0);
    expect(searches()).toBe(false);
    await answer(2);
    expect(searches()).toBe(false);
    expect(root.querySelectorAll('[data-row]')).toHaveLength(2);
  });

  it('opens with the focus on the one thing that can be done', async () => {
    const site = { siteId: null, siteName: 'shop.test', kept: 0 };
    await show({ kind: 'ask', ...site, origins: [], permitted: true });
    expect(document.activeElement?.textContent).toBe('Use Hatrack on shop.test');
    await show({ kind: 'off', ...site, siteId: shop.siteId });
    expect(document.activeElement?.textContent).toBe('Turn on for shop.test');
    await show(new AppError('unexpected'));
    expect(document.activeElement?.textContent).toBe('Try again');
    await show({ ...list, rows: [] });
    expect(document.activeElement?.textContent).toBe('Add account');
    await show(list);
    expect(focused()).toBe('Ben');
  });

  it('finds by the beginning of a label, letter by letter', async () => {
    const names = ['Cora', 'Ann', 'Carl', 'Élise'];
    const named = names.map((label, index) => ({
      ...(rows[0] as (typeof rows)[0]),
      id: `n${index}` as AccountId,
      label,
    }));
    await show({ ...list, rows: named });
    for (const letter of 'car') await key(letter);
    expect(focused()).toBe('Carl');
  });

  it('draws of fifty accounts those near the window first, and all of them once these have been painted', async () => {
    document.documentElement.style.cssText = '--row: 50px; font-size: 1px';
    const rowCount = () => root.querySelectorAll('li').length;
    const counts: number[] = [];
    const ask = vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((then) => {
      counts.push(rowCount());
      return Number(setTimeout(then));
    });
    await show(many(50));
    const first = counts.find((count) => count > 0);
    expect(first).toBeGreaterThanOrEqual(7);
    expect(first).toBeLessThan(12);
    await vi.waitFor(() => expect(rowCount()).toBe(50));
    ask.mockRestore();
  });

  it('draws of a thousand accounts only those near the window, and numbers them all', async () => {
    document.documentElement.style.cssText = '--row: 50px; font-size: 1px';
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
    await show(many(1000));
    const drawnRows = () => [...root.querySelectorAll('li')];
    expect(drawnRows().length).toBeLessThan(60);
    expect(focused()).toBe('Person 501');
    await key('End');
    expect(focused()).toBe('Person 1000');
    const last = drawnRows().at(-1);
    expect([last?.getAttribute('aria-posinset'), last?.getAttribute('aria-setsize')]).toEqual([
      '1000',
      '1000',
    ]);
    await key('ArrowDown');
    expect(focused()).toBe('Person 1');
    expect(drawnRows().length).toBeLessThan(60);
    vi.restoreAllMocks();
  });

  it('shows the icon of the page where the browser has it as data, else the first letter', async () => {
    await show(list);
    expect(root.querySelector('header')?.textContent).toBe('Sshop.test');
    icon = 'data:image/png;base64,AA==';
    await show(list);
    expect(root.querySelector('header img')?.getAttribute('src')).toBe(icon);
  });

  it('says so where nothing can be found out, and tries again', async () => {
    await show(new AppError('unexpected'));
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Something went wrong');
    fake.answer('popup.view', list);
    await press('Try again');
    expect(root.querySelector('h1')?.textContent).toBe('shop.test');
  });

  it('says that switching works without a network', async () => {
    const state = await show(list);
    await act(async () => {
      state.online.value = false;
      await drawn();
    });
    expect(root.textContent).toContain('You are offline.');
  });

  it('says whom it is switching to, for as long as it takes', async () => {
    await show(list);
    fake.answer('account.switch', () => new Promise(() => undefined));
    await press('Cora');
    expect(root.textContent).toContain('Switching to Cora…');
  });

  it('closes the menu when something else is pressed', async () => {
    await show(list);
    await press('More for Cora');
    await act(async () => {
      root.querySelector('h1')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      await drawn();
    });
    expect(root.querySelector('[role="menu"]')).toBeNull();
  });

  it('shows hostile labels as text', async () => {
    const label = '<img src=x onerror=alert(1)>';
    await show({ ...list, rows: [{ ...(rows[0] as (typeof rows)[0]), label }] });
    expect(root.querySelector('[data-row] img')).toBeNull();
    expect(root.textContent).toContain(label);
  });
});
