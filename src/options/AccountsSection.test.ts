// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place, SiteId, StoreId } from '@/domain/ids';
import type { AccountSettingsView, SiteAccountsView } from '@/domain/view';
import { button, newPage, press, root } from '@/testing/drawn-page';
import { fake, picture, place, show, site, smallPicture, state } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the accounts of a site', () => {
  const account = (id: string, more: Partial<AccountSettingsView> = {}): AccountSettingsView => ({
    id: id as AccountId,
    label: id,
    initial: 'A',
    colour: 'blue',
    active: false,
    status: 'signed-in',
    handle: null,
    avatar: null,
    place,
    usedAt: 0,
    sitePicture: false,
    ...more,
  });
  const elsewhere: Place = { ...place, storeId: 'container' as StoreId };
  const all = [account('ann', { active: true, status: 'active' }), account('ben', { place: elsewhere })];
  const showAccounts = (more: Partial<SiteAccountsView> = {}) =>
    show({ sites: [site] }, '#accounts/shop.test', () =>
      fake.answer('site.accounts', { siteId: site.id, accounts: all, undo: null, place, ...more }),
    );

  it('are renamed and coloured in place', async () => {
    await showAccounts();
    await press('Edit ben');
    const field = root.querySelector('form input') as HTMLInputElement;
    await act(async () => {
      root.querySelector('[aria-label="Pink"]')?.dispatchEvent(new Event('change'));
    });
    expect(fake.asked).toContainEqual(['account.colour', { accountId: 'ben', colour: 'pink' }]);
    field.value = 'Work';
    fake.answer('account.rename', new AppError('account/no-label'));
    await press('Done');
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Type a name');
    expect(root.querySelector('form')).not.toBeNull();
    fake.answer('account.rename', null);
    await press('Done');
    expect(fake.asked).toContainEqual(['account.rename', { accountId: 'ben', label: 'Work' }]);
    expect(root.querySelector('form')).toBeNull();
  });

  it('have a picture of their person’s own, of the site, or none', async () => {
    const avatar = 'data:image/png;base64,AAAA';
    await showAccounts({ accounts: [account('ann', { avatar, sitePicture: true }), account('ben')] });
    const chosen = () => fake.asked.filter(([type]) => type === 'account.picture').map(([, input]) => input);
    const choose = async () => {
      const file = root.querySelector('input[type="file"]') as HTMLInputElement;
      Object.defineProperty(file, 'files', { value: [new Blob(['a picture'])], configurable: true });
      await act(async () => {
        file.dispatchEvent(new Event('change'));
        await new Promise(requestAnimationFrame);
      });
    };
    await press('Edit ben');
    expect(button('Use the initial')).toBeUndefined();
    expect(button('Use the site’s picture')).toBeUndefined();
    await choose();
    expect(chosen()).toEqual([{ accountId: 'ben', choice: picture }]);
    smallPicture.mockRejectedValueOnce(new AppError('account/no-picture'));
    await choose();
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('Choose a PNG, JPEG or WebP file.');
    await press('Done');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('');
    await press('Edit ann');
    await press('Use the initial');
    await press('Use the site’s picture');
    expect(chosen().slice(1)).toEqual([
      { accountId: 'ann', choice: 'initial' },
      { accountId: 'ann', choice: 'site' },
    ]);
  });

  it('keep the focus near what was pressed, when that is gone', async () => {
    document.body.append(root);
    const avatar = 'data:image/png;base64,AAAA';
    const three = [account('ann', { avatar, sitePicture: true }), account('ben'), account('cora')];
    await showAccounts({ accounts: three });
    const focused = () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    const pressFocused = (name: string) => {
      button(name)?.focus();
      return press(name);
    };
    await pressFocused('Edit ann');
    const answerWith = (...accounts: AccountSettingsView[]) =>
      fake.answer('site.accounts', { siteId: site.id, accounts, undo: null, place });
    answerWith(account('ann', { sitePicture: true }));
    await pressFocused('Use the initial');
    expect(focused()).toBe('Choose picture…');
    answerWith(account('ann'));
    await pressFocused('Use the site’s picture');
    expect(focused()).toBe('Choose picture…');
    answerWith(...three);
    await pressFocused('Done');
    expect(focused()).toBe('Edit ann');
    await act(() => state.refresh());
    answerWith(account('ann'), account('cora'));
    fake.answer('account.signOut', { atServer: 'unknown', active: null } as never);
    await pressFocused('Sign out of ben');
    expect(focused()).toBe('Edit cora');
    answerWith(account('ann'));
    await pressFocused('Sign out of cora');
    expect(focused()).toBe('Edit ann');
    root.remove();
  });

  it('are moved by the keyboard, and no further than the list goes', async () => {
    await showAccounts();
    const alt = (key: string, row: number) =>
      act(async () => {
        const event = new KeyboardEvent('keydown', { key, altKey: true, bubbles: true });
        root.querySelectorAll('[data-account] button')[2 * row]?.dispatchEvent(event);
        await new Promise(requestAnimationFrame);
      });
    await alt('ArrowUp', 0);
    expect(fake.asked.map(([type]) => type)).not.toContain('account.move');
    await alt('ArrowUp', 1);
    expect(fake.asked).toContainEqual(['account.move', { accountId: 'ben', to: 0 }]);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('ben is now number 1 of 2');
  });

  it('are dragged by what is no button, and not while one is edited', async () => {
    document.body.append(root);
    await showAccounts();
    const line = root.querySelector('[data-account]') as HTMLElement;
    Object.defineProperty(line, 'offsetHeight', { value: 60 });
    const drag = (target: Element | null) =>
      act(async () => {
        for (const [type, clientY] of [
          ['pointerdown', 10],
          ['pointermove', 80],
          ['pointerup', 80],
        ] as const)
          target?.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientY }));
        await new Promise(requestAnimationFrame);
      });
    const moved = () => fake.asked.filter(([type]) => type === 'account.move').map(([, input]) => input);
    await drag(line.querySelector('button'));
    await press('Edit ann');
    await drag(line.querySelector('[data-alone]'));
    expect(moved()).toEqual([]);
    await press('Done');
    await drag(line.querySelector('[data-alone]'));
    expect(moved()).toEqual([{ accountId: 'ann', to: 1 }]);
    root.remove();
  });

  it('are signed out where they are, and come back there', async () => {
    await showAccounts();
    fake.answer('account.signOut', { active: null, atServer: 'unknown' });
    const undo = { id: 'ben' as AccountId, label: 'ben', left: 10_000, atServer: 'unknown' as const };
    fake.answer('site.accounts', { siteId: site.id, accounts: all.slice(0, 1), undo, place });
    await press('Sign out of ben');
    expect(fake.asked).toContainEqual(['account.signOut', { place: elsewhere, accountId: 'ben' }]);
    expect(root.querySelector('[role="status"]')?.textContent).toContain('Signed out of ben here.');
    expect(root.textContent).not.toContain('Drag an account');
    fake.answer('account.undo', { active: { id: 'ann' as AccountId, label: 'ann' } });
    fake.answer('site.accounts', { siteId: site.id, accounts: all, undo: null, place });
    document.body.append(root);
    button('Undo')?.focus();
    await press('Undo');
    await new Promise(requestAnimationFrame);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit ben');
    root.remove();
    expect(root.querySelector('[role="status"]')?.textContent).toBe('ben is back');
    expect(fake.asked).toContainEqual(['account.undo', { place: elsewhere, accountId: 'ben' }]);
  });

  it('leave Escape to an input method in which a label is being typed', async () => {
    await showAccounts();
    await press('Edit ben');
    const pressEscape = (isComposing: boolean) =>
      act(async () => {
        const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing });
        root.querySelector('form input')?.dispatchEvent(event);
      });
    await pressEscape(true);
    expect(root.querySelector('form')).not.toBeNull();
    await pressEscape(false);
    expect(root.querySelector('form')).toBeNull();
  });

  it('are those of the site whose name stands over them, also where they cannot be had', async () => {
    const mail = { ...site, id: 'mail.test' as SiteId, name: 'mail.test' };
    await show({ sites: [site, mail] }, '#accounts/shop.test', () =>
      fake.answer('site.accounts', { siteId: site.id, accounts: all, undo: null, place }),
    );
    expect(button('Sign out of ben')).toBeDefined();
    fake.answer('site.accounts', new AppError('storage/unreadable'));
    await act(() => state.go('#accounts/mail.test'));
    expect(root.querySelector('h2')?.textContent).toBe('mail.test');
    expect(button('Sign out of ben')).toBeUndefined();
  });

  it('are as the newest answer has them, though an older one comes after it', async () => {
    await showAccounts();
    const answers: ((accounts: AccountSettingsView[]) => void)[] = [];
    fake.answer(
      'site.accounts',
      () =>
        new Promise((resolve) =>
          answers.push((accounts) => resolve({ siteId: site.id, accounts, undo: null, place })),
        ),
    );
    const refreshes: Promise<void>[] = [];
    await act(async () => {
      for (const count of [1, 2]) {
        refreshes.push(state.refresh());
        await vi.waitFor(() => expect(answers).toHaveLength(count));
      }
      answers[1]?.(all.slice(0, 1));
      answers[0]?.(all);
      await Promise.all(refreshes);
    });
    expect(state.accounts.value?.accounts).toHaveLength(1);
  });

  it('say whose sign-out is taken back, also where another window has signed somebody out since', async () => {
    await showAccounts();
    const undo = (id: string) => ({
      id: id as AccountId,
      label: id,
      left: 10_000,
      atServer: 'unknown' as const,
    });
    const answer = (id: string) =>
      fake.answer('site.accounts', { siteId: site.id, accounts: all.slice(0, 1), undo: undo(id), place });
    fake.answer('account.signOut', { active: null, atServer: 'unknown' });
    answer('ben');
    await press('Sign out of ben');
    answer('cora');
    await act(() => state.refresh());
    expect(root.querySelector('[role="status"]')?.textContent).toContain('Signed out of cora here.');
  });

  it('say when there is none', async () => {
    await showAccounts({ accounts: [] });
    expect(root.textContent).toContain('Nobody is signed in here.');
  });
});
