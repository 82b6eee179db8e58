// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { button, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, include, list, removePopup, rows, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('what the site waits for', () => {
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

  it('says whom it waits for', async () => {
    await show({
      ...list,
      adding: { again: 'Cora', back: { id: 'ann' as AccountId, label: 'Ann' }, include: null },
    });
    expect(root.textContent).toContain('Sign in on the page as Cora.');
    expect(button('Back to Ann')).toBeDefined();
  });

  it('says it also to who cannot see that it has come, in a live region that stood there before', async () => {
    const state = await show(list);
    const region = root.querySelector('[aria-live="polite"]');
    expect(region?.textContent).toBe('');
    fake.answer('popup.view', { ...list, adding: { again: null, back: null, include: null } });
    await press('Add account');
    expect(region?.textContent).toBe('Sign in on the page. The new account joins this list by itself.');
    fake.answer('popup.view', { ...list, linked: true });
    await act(() => state.refresh());
    expect(region?.textContent).toContain('A link from another site led here.');
    expect(region?.isConnected).toBe(true);
  });

  it('asks who is next', async () => {
    await show({ ...list, choosing: true });
    expect(root.textContent).toContain('Choose who is next.');
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
});
