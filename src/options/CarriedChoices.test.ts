// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { newPage, root } from '@/testing/drawn-page';
import { fake, show, site } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  it('let the accounts share a kind of storage, or have it deleted', async () => {
    await show({ sites: [site] });
    const labels = [...root.querySelectorAll('label')];
    expect(labels.map(({ textContent }) => textContent)).toEqual([
      'Order of the accounts',
      'After signing out of the active account',
      'Sign-out address',
      'Add a domain',
      'Cookies',
      'Local storage',
      'Session storage',
      'Databases (IndexedDB)',
      'Cached answers',
      'Cookies and entries that all accounts share, by name',
      'Never shared, by name',
    ]);
    const select = root.querySelectorAll('select')[5] as HTMLSelectElement;
    expect(labels[7]?.htmlFor).toBe(select.id);
    expect(select.value).toBe('own');
    await act(async () => {
      select.value = 'shared';
      select.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual([
      'site.choose',
      { siteId: 'shop.test', changes: { carried: { databases: 'shared' } } },
    ]);
  });

  it('let single cookies be shared', async () => {
    await show({ sites: [site] });
    const field = root.querySelectorAll('details input')[1] as HTMLInputElement;
    expect(field.value).toBe('theme');
    await act(async () => {
      field.value = ' theme,lang  _ga ';
      field.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual([
      'site.choose',
      { siteId: 'shop.test', changes: { sharedNames: ['theme', 'lang', '_ga'] } },
    ]);
  });
});
