// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import { shop } from '@/testing/builders';
import { button, drawn, focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, close, fake, giveIcon, list, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

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

  it('has the focus on what can be done next, where an account is added to an empty list', async () => {
    await show({ ...list, rows: [] });
    fake.answer('popup.view', {
      ...list,
      rows: [],
      adding: { again: null, back: null, include: null },
    });
    await press('Add account');
    expect(document.activeElement?.textContent).toBe('Cancel');
    fake.answer('popup.view', { ...list, rows: [] });
    await press('Cancel');
    expect(document.activeElement?.textContent).toBe('Add account');
  });

  it('shows the icon of the page where the browser has it as data, else the first letter', async () => {
    await show(list);
    expect(root.querySelector('header')?.textContent).toBe('Sshop.test');
    const icon = 'data:image/png;base64,AA==';
    giveIcon(icon);
    await show(list);
    expect(root.querySelector('header img')?.getAttribute('src')).toBe(icon);
  });

  it('says so where nothing can be found out, and tries again', async () => {
    await show(new AppError('unexpected'));
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Something went wrong');
    fake.answer('popup.view', list);
    await press('Try again');
    expect(root.querySelector('h1')?.textContent).toBe('shop.test');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('');
  });

  it('says it once more where trying again has failed as well', async () => {
    await show(new AppError('unexpected'));
    let fail = (_: AppError) => {};
    fake.answer('popup.view', () => new Promise((_, reject) => (fail = reject)));
    await press('Try again');
    expect(root.querySelector('[aria-busy="true"]')).not.toBeNull();
    await act(async () => {
      fail(new AppError('unexpected'));
      await drawn();
    });
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Something went wrong');
    expect(document.activeElement?.textContent).toBe('Try again');
  });
});
