// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import { button, drawn, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, fake, list, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('the popup', () => {
  it('asks for the passphrase where it is locked, and once more where that was another one', async () => {
    await show({ kind: 'locked' });
    const field = root.querySelector<HTMLInputElement>('input[type="password"]');
    if (field === null) throw new Error('There is no field');
    const pressButton = async () => {
      button('Unlock')?.focus();
      await press('Unlock');
    };
    await pressButton();
    expect(askedFor('vault.unlock')).toEqual([]);
    expect(document.activeElement).toBe(field);
    field.value = 'wrong';
    fake.answer('vault.unlock', new AppError('vault/passphrase'));
    await pressButton();
    expect(document.activeElement).toBe(field);
    expect(root.querySelector('[role="alert"]')?.textContent).toBe(
      'This is not the passphrase. Type it again.',
    );
    expect(field.value).toBe('wrong');
    field.value = 'right';
    fake.answer('vault.unlock', null);
    fake.answer('popup.view', list);
    await act(async () => {
      root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      await drawn();
    });
    expect(askedFor('vault.unlock')).toEqual([{ passphrase: 'wrong' }, { passphrase: 'right' }]);
    expect(button('Ben')).toBeDefined();
  });
});
