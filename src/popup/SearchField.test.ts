// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shop } from '@/testing/builders';
import { drawn, focused, key, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, many, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('the search', () => {
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
    const said = root.querySelector('[role="status"]');
    expect(said?.textContent).toBe('0 accounts found');
    expect(said?.parentElement?.querySelector('svg')).toBeNull();
    await key('Enter');
    expect(askedFor('account.switch')).toEqual([]);
    await type('person 3');
    await key('Enter');
    expect(askedFor('account.switch')).toEqual([{ place: shop, accountId: 'account-2' }]);
  });

  it('takes Enter for nobody before somebody is looked for', async () => {
    const state = await show(many(12));
    await key('/');
    await key('Enter');
    await act(async () => state.search(' '));
    expect(root.textContent).not.toContain('↵');
    await key('Enter');
    expect(askedFor('account.switch')).toEqual([]);
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
    state.search('person 2');
    await answer(7);
    expect(root.querySelectorAll('[data-row]')).toHaveLength(1);
    await answer(0);
    expect(searches()).toBe(false);
    await answer(2);
    expect(searches()).toBe(false);
    expect(root.querySelectorAll('[data-row]')).toHaveLength(2);
  });
});
