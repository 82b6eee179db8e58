// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import { newPage, root } from '@/testing/drawn-page';
import { fake, show, site, state } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  it('show the address of the sign-out that was learned, and let it be set or done without', async () => {
    const learnedSignOut = 'https://shop.test/logout';
    await show({ sites: [{ ...site, learnedSignOut }] });
    const field = root.querySelector<HTMLInputElement>('input[type=url]');
    expect(field?.value).toBe(learnedSignOut);
    expect(root.textContent).toContain('Noticed when you signed out on the site');
    expect(root.textContent).not.toContain('A link that signs people out');
    for (const signOutUrl of ['https://shop.test/out', '']) {
      await act(async () => {
        if (field) field.value = signOutUrl;
        field?.dispatchEvent(new Event('change'));
        await new Promise(requestAnimationFrame);
      });
      expect(fake.asked).toContainEqual(['site.choose', { siteId: 'shop.test', changes: { signOutUrl } }]);
    }
    const choices = { ...site.choices, signOutUrl: '' };
    await show({ sites: [{ ...site, learnedSignOut, choices }] });
    expect(root.querySelector<HTMLInputElement>('input[type=url]')?.value).toBe('');
    expect(root.textContent).toContain('A link that signs people out');
  });

  it('say where the sign-out is known without an address, unless its person has set one', async () => {
    const sentence = 'This site uses better-auth, whose way of signing out is known.';
    const knownSignOut = 'better-auth' as const;
    await show({ sites: [{ ...site, knownSignOut }] });
    expect(root.textContent).toContain(sentence);
    expect(root.textContent).not.toContain('A link that signs people out');
    const choices = { ...site.choices, signOutUrl: 'https://shop.test/out' };
    await show({ sites: [{ ...site, knownSignOut, choices }] });
    expect(root.textContent).not.toContain(sentence);
  });

  it('leave what is being typed alone when they are drawn anew, and when it was refused', async () => {
    await show({ sites: [site] });
    const field = root.querySelector<HTMLInputElement>('input[type=url]');
    const typed = 'https://other.test/out';
    fake.answer('site.choose', new AppError('site/sign-out-address'));
    await act(async () => {
      if (field) field.value = typed;
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(() => state.refresh());
    expect(field?.value).toBe(typed);
    await act(async () => {
      field?.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(field?.value).toBe(typed);
  });

  it('let the person choose who comes after the active account', async () => {
    await show({ sites: [site] });
    const select = root.querySelectorAll('select')[1] as HTMLSelectElement;
    expect([...select.options].map(({ value }) => value)).toEqual(['next', 'nobody', 'ask']);
    await act(async () => {
      select.value = 'ask';
      select.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual([
      'site.choose',
      { siteId: 'shop.test', changes: { afterSignOut: 'ask' } },
    ]);
  });
});
