// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import { usualSettings } from '@/domain/site/settings';
import { button, newPage, press, root } from '@/testing/drawn-page';
import { fake, show, site, state } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  const typeInto = (label: string, typed: string) =>
    act(async () => {
      const found = [...root.querySelectorAll('label')].find((one) => one.textContent === label);
      const field = root.querySelector<HTMLInputElement>(`[id="${found?.htmlFor}"]`);
      if (field === null) throw new Error(`There is no field "${label}"`);
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });

  it('take a passphrase that was typed twice the same, and keep what was refused', async () => {
    await show({ sites: [site] }, '#data');
    await press('Set passphrase');
    await typeInto('New passphrase', 'four words and more');
    await typeInto('New passphrase again', 'four words and mere');
    await press('Set passphrase');
    expect(root.textContent).toContain('Type the same passphrase twice.');
    expect(fake.asked.map(([type]) => type)).not.toContain('passphrase.set');
    await typeInto('New passphrase again', 'four words and more');
    fake.answer('passphrase.set', new AppError('vault/short'));
    await press('Set passphrase');
    expect(root.querySelector('form [type="password"]')).not.toBeNull();
    fake.answer('passphrase.set', null);
    fake.answer('options.view', { sites: [site], seal: 'open', settings: usualSettings });
    await press('Set passphrase');
    expect(fake.asked).toContainEqual(['passphrase.set', { passphrase: 'four words and more' }]);
    expect(root.querySelector('form [type="password"]')).toBeNull();
    expect(root.querySelector('[role="status"]')?.textContent).toBe('The passphrase is set.');
  });

  it('do not ask for one that is set any more, though not everything was encrypted', async () => {
    await show({ sites: [site] }, '#data');
    await press('Set passphrase');
    await typeInto('New passphrase', 'four words and more');
    await typeInto('New passphrase again', 'four words and more');
    fake.answer('passphrase.set', new AppError('vault/unfinished'));
    fake.answer('options.view', { sites: [site], seal: 'open', settings: usualSettings });
    await press('Set passphrase');
    await act(async () => state.refresh());
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('The passphrase is set, but');
    expect(root.querySelector('form [type="password"]')).toBeNull();
    expect(button('Lock now')).toBeDefined();
  });

  it('change a passphrase, remove it and lock for whoever types it', async () => {
    await show({ sites: [site], seal: 'open' }, '#data');
    await press('Change passphrase');
    await typeInto('Passphrase now', 'the old one');
    await typeInto('New passphrase', 'the new one');
    await typeInto('New passphrase again', 'the new one');
    await press('Change passphrase');
    expect(fake.asked).toContainEqual([
      'passphrase.change',
      { passphrase: 'the old one', next: 'the new one' },
    ]);
    await press('Remove passphrase');
    await typeInto('Passphrase now', 'the new one');
    await press('Cancel');
    await press('Remove passphrase');
    await typeInto('Passphrase now', 'the new one');
    await press('Remove passphrase');
    expect(fake.asked).toContainEqual(['passphrase.remove', { passphrase: 'the new one' }]);
    await press('Lock now');
    expect(fake.asked).toContainEqual(['vault.lock', {}]);
  });

  it('show no site while they are locked, and everything can be deleted still', async () => {
    await show({ sites: [], seal: 'locked' });
    expect(root.textContent).toContain('Your accounts are locked.');
    await act(async () => state.go('#data'));
    expect(button('Delete everything')).toBeDefined();
    expect(button('Unlock')).toBeDefined();
  });
});
