// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { button, focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, list, many, removePopup, rows, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('the keys of the list', () => {
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

  it('stays in a menu that is open, whatever is typed there', async () => {
    await show(list);
    await press('More for Ann');
    const item = document.activeElement;
    expect(item?.getAttribute('role')).toBe('menuitem');
    await key('c');
    expect(document.activeElement).toBe(item);
  });

  it('moves nobody in what is found, which stands in another order than the list', async () => {
    const found = many(9).rows.map((row, index) => ({
      ...row,
      label: `${index === 8 ? '' : 'The '}Person ${index}`,
    }));
    const state = await show({ ...list, rows: found });
    await act(async () => state.search('person'));
    await key('Home');
    expect(focused()).toBe('Person 8');
    await key('ArrowDown', { altKey: true });
    expect(askedFor('account.move')).toEqual([]);
    await press('More for Person 8');
    expect(button('Rename')).toBeDefined();
    expect([button('Move up'), button('Move down')]).toEqual([undefined, undefined]);
    await key('Escape');
    await act(async () => state.search(' '));
    await key('End');
    await key('ArrowUp', { altKey: true });
    expect(askedFor('account.move')).toEqual([{ accountId: 'account-8', to: 7 }]);
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
});
