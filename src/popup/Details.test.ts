// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { DetailsView } from '@/domain/view';
import { focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, list, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

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
});
