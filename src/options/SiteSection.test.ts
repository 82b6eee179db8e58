// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, SiteId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { newPage, press, root } from '@/testing/drawn-page';
import { fake, lead, show, site, state, switchNamed } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  it('turn telling the page on and off by a named switch', async () => {
    await show({ sites: [site] });
    const control = switchNamed('Tell this site which account is active');
    expect(control?.getAttribute('aria-checked')).toBe('false');
    fake.answer('options.view', {
      sites: [{ ...site, choices: { ...site.choices, tellPage: true } }],
      seal: 'none',
      settings: usualSettings,
    });
    await act(async () => {
      control?.click();
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual(['site.choose', { siteId: 'shop.test', changes: { tellPage: true } }]);
    expect(switchNamed('Tell this site which account is active')?.getAttribute('aria-checked')).toBe('true');
  });

  it('turn on being asked after a link from another site', async () => {
    await show({ sites: [site] });
    const control = switchNamed('Ask which account when a link from another site is followed');
    expect(control?.getAttribute('aria-checked')).toBe('false');
    await act(async () => control?.click());
    expect(fake.asked).toContainEqual([
      'site.choose',
      { siteId: 'shop.test', changes: { asksAfterLink: true } },
    ]);
  });

  it('turn Hatrack off on one site, and order its accounts', async () => {
    await show({ sites: [site] });
    await act(async () => {
      switchNamed('Keep several accounts here')?.click();
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual([
      'site.choose',
      { siteId: 'shop.test', changes: { multiSession: false } },
    ]);
    const order = root.querySelector('select') as HTMLSelectElement;
    expect([...order.options].map((option) => option.text)).toEqual(['As I arrange them', 'Last used first']);
    await act(async () => {
      order.value = 'recent';
      order.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual(['site.choose', { siteId: 'shop.test', changes: { order: 'recent' } }]);
  });

  it('tell how each part of a site is reached', async () => {
    await show({ sites: [site] });
    const lines = [...root.querySelectorAll('details:last-of-type p')].map(({ textContent }) => textContent);
    expect(lines.slice(1)).toEqual([
      ...['https://shop.test', 'reached through its tabs'],
      ...['https://api.shop.test', 'last reached by itself, at /robots.txt'],
      ...['https://old.shop.test', 'keeps nothing now'],
    ]);
    const forget = [...root.querySelectorAll('button')].find(
      (button) => button.getAttribute('aria-label') === 'Delete what https://old.shop.test keeps',
    );
    await act(async () => forget?.click());
    expect(fake.asked.map(([type]) => type)).not.toContain('site.forgetOrigin');
    expect(root.textContent).toContain('Every account loses what it keeps there');
    const sure = root.querySelector<HTMLButtonElement>('details button[data-kind="danger"]');
    await act(async () => sure?.click());
    expect(fake.asked).toContainEqual([
      'site.forgetOrigin',
      { siteId: 'shop.test', origin: 'https://old.shop.test' },
    ]);
  });

  it('leave a part of a site out, and include it again', async () => {
    await show({ sites: [site] });
    await press('Leave out https://api.shop.test');
    const [own, api] = site.origins;
    if (own === undefined || api === undefined) throw new Error('There are two');
    await show({ sites: [{ ...site, origins: [own, { ...api, shared: true }] }] });
    expect(root.textContent).toContain('https://api.shop.testleft out: the same for all accounts');
    await press('Include https://api.shop.test');
    expect(root.textContent).toContain('What it keeps now may be lost');
    expect(fake.asked.map(([type]) => type)).not.toContain('site.shareOrigin');
    const sure = root.querySelector<HTMLButtonElement>('details button[data-kind="danger"]');
    await act(async () => sure?.click());
    expect(root.textContent).not.toContain('What it keeps now may be lost');
    const { origin } = api;
    expect(fake.asked.filter(([type]) => type === 'site.shareOrigin')).toEqual([
      ['site.shareOrigin', { siteId: 'shop.test', origin, shared: false }],
    ]);
  });

  it('show the addresses that are for one account, and remove them', async () => {
    const rule = { pattern: 'shop.test/admin/*', accountId: 'a' as AccountId, asks: false, label: 'Ann' };
    await show({ sites: [{ ...site, rules: [rule] }] });
    expect(root.textContent).toContain('shop.test/admin/*For Ann, without asking');
    await press('Remove shop.test/admin/*');
    expect(fake.asked).toContainEqual(['rule.remove', { siteId: 'shop.test', pattern: rule.pattern }]);
  });
});

describe('the places of the settings', () => {
  const mail = { ...site, id: 'mail.test' as SiteId, name: 'mail.test' };

  it('ask once before a site is forgotten, and say that it is', async () => {
    await show({ sites: [site, mail] }, '#sites/shop.test');
    await press('Forget');
    expect(fake.asked.map(([type]) => type)).not.toContain('site.forget');
    expect(root.querySelector('[role="alertdialog"]')?.textContent).toContain(
      'Forget shop.test and what you chose here?',
    );
    await press('Cancel');
    expect(root.querySelector('[role="alertdialog"]')).toBeNull();
    await press('Forget');
    lead.mockImplementationOnce((hash: string) => state.go(hash));
    await press('Forget');
    expect(fake.asked).toContainEqual(['site.forget', { siteId: 'shop.test' }]);
    expect(lead).toHaveBeenLastCalledWith('#sites');
    expect(root.querySelector('[role="status"]')?.textContent).toBe('shop.test is forgotten.');
  });
});
