// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { DetailsView } from '@/domain/view';
import { button, drawn, focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, list, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

const ofAnn: DetailsView = {
  ...{ id: 'ann' as AccountId, label: 'Ann', handle: null, status: 'signed-in' },
  ...{ addedAt: 1, usedAt: 0, endsAt: null, receipt: null, bound: false },
  ...{ rules: [], here: 'shop.test/team/*' },
};
const panel = () => root.querySelector('[aria-label^="Details of"]');

async function openAnns(): Promise<void> {
  fake.answer('account.details', ofAnn);
  await press('More for Ann');
  await press('Details');
}

describe('the details of an account', () => {
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

  it('gives the focus back to its row when it is closed by its button', async () => {
    await show(list);
    fake.answer('account.details', {
      ...{ id: 'cora' as AccountId, label: 'Cora', handle: null, status: 'signed-in' },
      ...{ addedAt: 1, usedAt: 0, endsAt: null, receipt: null, bound: false, rules: [], here: '' },
    });
    await press('More for Cora');
    await press('Details');
    expect(focused()).toBe('Close');
    await press('Close');
    expect(focused()).toBe('Cora');
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

  it('do not open for whoever has not waited for them', async () => {
    await show(list);
    let answer = (_: DetailsView) => {};
    fake.answer('account.details', () => new Promise((resolve) => (answer = resolve)));
    await press('More for Ann');
    await press('Details');
    await key('Escape');
    await act(async () => {
      answer(ofAnn);
      await drawn();
    });
    expect(panel()).toBeNull();
  });

  it('stay closed when they were left before an address was added', async () => {
    await show(list);
    await openAnns();
    let answer = (_: null) => {};
    fake.answer('rule.add', () => new Promise((resolve) => (answer = resolve)));
    await press('Add');
    await key('Escape');
    await act(async () => {
      answer(null);
      await drawn();
    });
    expect(panel()).toBeNull();
  });

  it('tell what has become of the account since they were opened', async () => {
    const state = await show(list);
    await openAnns();
    expect(panel()?.textContent).toContain('Signed in');
    fake.answer('account.details', { ...ofAnn, label: 'Work', status: 'ended' });
    await act(async () => {
      await state.refresh();
      await drawn();
    });
    expect(panel()?.getAttribute('aria-label')).toBe('Details of Work');
    expect(panel()?.textContent).toContain('Needs signing in');
    expect(focused()).toBe('Close');
  });

  it('keep the focus where an address was removed: at the next, or else at the field', async () => {
    await show(list);
    const rule = (path: string) => ({ pattern: `shop.test/${path}`, accountId: ofAnn.id, asks: true });
    fake.answer('account.details', { ...ofAnn, rules: [rule('a'), rule('b')] });
    await press('More for Ann');
    await press('Details');
    const remove = async (pattern: string) => {
      button(`Remove ${pattern}`)?.focus();
      await press(`Remove ${pattern}`);
    };
    fake.answer('account.details', { ...ofAnn, rules: [rule('b')] });
    await remove('shop.test/a');
    expect(focused()).toBe('Remove shop.test/b');
    fake.answer('account.details', ofAnn);
    await remove('shop.test/b');
    expect(focused()).toBe('Address');
  });

  it('have the focus themselves where the last address was removed, and none can be added', async () => {
    await show(list);
    const rule = { pattern: 'shop.test/*', accountId: ofAnn.id, asks: true };
    fake.answer('account.details', { ...ofAnn, rules: [rule], here: '' });
    await press('More for Ann');
    await press('Details');
    fake.answer('account.details', { ...ofAnn, here: '' });
    button('Remove shop.test/*')?.focus();
    await press('Remove shop.test/*');
    expect(focused()).toBe('Close');
  });
});
