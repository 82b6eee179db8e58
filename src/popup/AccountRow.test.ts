// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shop } from '@/testing/builders';
import { button, drawn, focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, list, removePopup, rows, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('a row', () => {
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
    expect(focused()).toBe('Ann');
    await press('More for Cora');
    await press('Rename');
    await act(async () => {
      field()?.form?.requestSubmit();
      await drawn();
    });
    expect(focused()).toBe('Cora');
    await press('More for Ann');
    await press('Rename');
    await key('1');
    expect(askedFor('account.switch')).toEqual([]);
    await key('Escape');
    expect(field()).toBeNull();
    expect(askedFor('account.rename')).toHaveLength(1);
  });

  it('keeps the new label, and switches, when another row is pressed right after it was typed', async () => {
    await show(list);
    fake.answer('account.rename', () => new Promise(() => undefined));
    await press('More for Ann');
    await press('Rename');
    await act(async () => {
      const input = root.querySelector('input');
      if (input) input.value = 'Work';
      input?.dispatchEvent(new FocusEvent('blur'));
      await drawn();
    });
    await press('Cora');
    expect(askedFor('account.rename')).toEqual([{ accountId: 'ann', label: 'Work' }]);
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'cora' }]);
  });

  it.each([
    ['Enter', (field: HTMLInputElement) => field.form?.requestSubmit()],
    ['leaving it', (field: HTMLInputElement) => field.dispatchEvent(new FocusEvent('blur'))],
  ])('keeps a label that cannot be seen in its field, and says so, on %s', async (_, end) => {
    await show(list);
    await press('More for Ann');
    await press('Rename');
    const field = root.querySelector('input') as HTMLInputElement;
    await act(async () => {
      field.value = ' \u200b ';
      end(field);
      await drawn();
    });
    expect(askedFor('account.rename')).toEqual([]);
    expect(root.querySelector('input')?.value).toBe(' \u200b ');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('Type a name that can be seen.');
    await press('Cora');
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'cora' }]);
    expect(root.querySelector('input')).toBeNull();
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('');
  });

  it('leaves Escape to an input method in which a label is being typed', async () => {
    await show(list);
    await press('More for Cora');
    await press('Rename');
    await key('Escape', { isComposing: true });
    expect(root.querySelector('[aria-label="Label"]')).not.toBeNull();
    await key('Escape');
    expect(root.querySelector('[aria-label="Label"]')).toBeNull();
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

  it('is not one of those that signing out of all asks about where another container uses it', async () => {
    const state = await show({ ...list, elsewhere: 1 });
    await press('Sign out of all accounts');
    const question = root.querySelector('[role="alertdialog"]')?.getAttribute('aria-label');
    expect(question).toBe('Sign out of all 2 accounts? This cannot be taken back.');
    fake.answer('popup.view', { ...list, elsewhere: 3 });
    await act(() => state.refresh());
    expect(state.opened.value).toBeNull();
    expect(button('Sign out of all accounts')).toBeUndefined();
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

  it('goes on waiting for one that is being signed in, when it is pressed', async () => {
    const awaited = rows.map((row) => ({ ...row, active: false, status: 'pending' as const }));
    await show({ ...list, rows: awaited });
    await press('Cora');
    expect(askedFor('account.switch')).toEqual([]);
    expect(askedFor('account.again')).toEqual([{ place: shop, accountId: 'cora' }]);
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
