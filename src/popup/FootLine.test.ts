// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { button, drawn, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, list, many, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('what goes on, and what came of it', () => {
  it('says what becomes of a session at the server', async () => {
    const undo = { id: 'dan' as AccountId, label: 'Dan', left: 5000 };
    await show({ ...list, undo: { ...undo, atServer: 'unknown' } });
    expect(root.textContent).toContain('may live on until it expires');
    await show({ ...list, undo: { ...undo, atServer: 'ends' } });
    expect(root.textContent).toContain('The site is told in a moment');
  });

  it('says how far a long switch is, and lets it be cancelled', async () => {
    await show({ ...list, moving: { done: 1200, total: 5000 } });
    expect(root.textContent).toContain('Exchanging what this site keeps: 24%');
    await press('Cancel');
    expect(askedFor('account.cancel')).toEqual([{ place: shop }]);
  });

  it('offers to leave out what does not answer, and switches without it', async () => {
    const origin = 'http://localhost:5173';
    await show(list);
    fake.answer('account.switch', new AppError('origin/unreachable', origin));
    await press('Cora');
    expect(root.querySelector('[role="alert"]')?.textContent).toContain(`${origin} does not answer`);
    fake.answer('site.shareOrigin', null);
    fake.answer('account.switch', { active: { id: 'cora' as AccountId, label: 'Cora' } });
    await press(`Leave out ${origin}`);
    expect(askedFor('site.shareOrigin')).toEqual([{ siteId: shop.siteId, origin, shared: true }]);
    expect(askedFor('account.switch')).toHaveLength(2);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Now Cora');
    expect(button(`Leave out ${origin}`)).toBeUndefined();
  });

  it('offers to leave out the next one too, and nothing where something else is wrong', async () => {
    await show(list);
    fake.answer('account.add', new AppError('origin/unreachable', 'http://localhost:1'));
    await press('Add account');
    fake.answer('site.shareOrigin', null);
    fake.answer('account.add', new AppError('origin/unreachable', 'http://localhost:2'));
    await press('Leave out http://localhost:1');
    fake.answer('site.shareOrigin', new AppError('storage/failed'));
    await press('Leave out http://localhost:2');
    expect(askedFor('account.add')).toHaveLength(2);
    expect(button('Leave out http://localhost:2')).toBeUndefined();
    fake.answer('account.add', new AppError('page/unsaved', 'My article'));
    await press('Add account');
    expect(button('Leave out My article')).toBeUndefined();
    expect(root.querySelector('[role="alert"]')?.textContent).not.toBe('');
  });

  it('does nothing again that was done, where it is the list that cannot be had without leaving it out', async () => {
    const origin = 'http://localhost:5173';
    const state = await show(list);
    fake.answer('account.add', { active: null });
    await press('Add account');
    fake.answer('popup.view', new AppError('origin/unreachable', origin));
    await act(() => state.refresh());
    fake.answer('site.shareOrigin', null);
    fake.answer('popup.view', list);
    await press(`Leave out ${origin}`);
    expect(askedFor('site.shareOrigin')).toHaveLength(1);
    expect(askedFor('account.add')).toHaveLength(1);
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('');
  });

  it('leaves out what does not answer also where nothing was done before', async () => {
    const origin = 'http://localhost:5173';
    const state = await show(list);
    fake.answer('popup.view', new AppError('origin/unreachable', origin));
    await act(() => state.refresh());
    fake.answer('site.shareOrigin', null);
    fake.answer('popup.view', list);
    await press(`Leave out ${origin}`);
    expect(askedFor('site.shareOrigin')).toEqual([{ siteId: shop.siteId, origin, shared: true }]);
  });

  it.each([
    ['is active again', 'dan', 'Now Dan'],
    ['is not', 'ann', 'Dan is back'],
  ])(
    'offers to take a sign-out back, and says who is there again: whoever %s',
    async (_, active, sentence) => {
      await show({
        ...list,
        undo: { id: 'dan' as AccountId, label: 'Dan', left: 5000, atServer: 'unknown' },
      });
      fake.answer('account.undo', { active: { id: active as AccountId, label: active } });
      await press('Undo');
      expect(askedFor('account.undo')).toEqual([{ place: shop, accountId: 'dan' }]);
      expect(root.querySelector('[role="status"]')?.textContent).toBe(sentence);
    },
  );

  describe('while a sign-out can be taken back', () => {
    const undo = { id: 'dan' as AccountId, label: 'Dan', left: 5000, atServer: 'ends' as const };
    const told = 'Signed out of Dan. The site is told in a moment.';
    const besideUndo = () => button('Undo')?.parentElement?.textContent;

    it('says beside the button what it takes back, whatever was done since', async () => {
      const state = await show({ ...list, undo });
      expect(besideUndo()).toBe(`${told}Undo`);
      fake.answer('account.switch', { active: { id: 'cora' as AccountId, label: 'Cora' } });
      await press('Cora');
      expect(root.querySelector('[role="status"]')?.textContent).toBe('Now Cora');
      expect(besideUndo()).toBe(`${told}Undo`);
      await act(async () => state.search('an'));
      expect(root.querySelector('[role="status"]')?.textContent).toBe('1 account found');
      expect(besideUndo()).toBe(`${told}Undo`);
    });

    it('says it once, where that was all that was done', async () => {
      await show(list);
      fake.answer('account.signOut', { active: null, atServer: 'ends' });
      fake.answer('popup.view', { ...list, undo: { ...undo, id: 'ann' as AccountId, label: 'Ann' } });
      await press('More for Ann');
      await press('Sign out');
      expect(root.textContent?.split('Signed out of Ann').length).toBe(2);
      expect(button('Undo')?.parentElement?.querySelector('[role="status"]')?.textContent).toContain('Ann');
    });
  });

  it('says how far a long switch is, whatever is looked for meanwhile', async () => {
    const state = await show({ ...list, moving: { done: 1200, total: 5000 } });
    await act(async () => state.search('ann'));
    expect(button('Cancel')?.parentElement?.textContent).toBe('Exchanging what this site keeps: 24%Cancel');
  });

  it('counts anew what is found when the list is another', async () => {
    const state = await show(many(12));
    const said = () => root.querySelector('[role="status"]')?.textContent;
    await act(async () => state.search('person 1'));
    expect(said()).toBe('4 accounts found');
    fake.answer('popup.view', many(10));
    await act(() => state.refresh());
    expect(said()).toBe('2 accounts found');
  });

  it('has its live regions in place before they speak', async () => {
    await show(list);
    expect(root.querySelectorAll('[role="status"], [role="alert"]')).toHaveLength(2);
  });

  it('says whom it is switching to, for as long as it takes', async () => {
    await show(list);
    fake.answer('account.switch', () => new Promise(() => undefined));
    await press('Cora');
    expect(root.textContent).toContain('Switching to Cora…');
  });

  it('says that switching works without a network', async () => {
    const state = await show(list);
    await act(async () => {
      state.online.value = false;
      await drawn();
    });
    expect(root.textContent).toContain('You are offline.');
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
});
