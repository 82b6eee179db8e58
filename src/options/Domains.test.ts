// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SiteId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import { usualSettings } from '@/domain/site/settings';
import { button, newPage, press, root } from '@/testing/drawn-page';
import { fake, requestOrigins, show, site, state, type } from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  it('list the domains of a site, of which all but the main one can be removed, after asking', async () => {
    await show({ sites: [site] });
    expect(button('Remove shop.test')).toBeUndefined();
    await press('Remove idp.test');
    expect(fake.asked.map(([type]) => type)).not.toContain('site.removeDomain');
    expect(root.textContent).toContain('no longer keep what signs them in on idp.test');
    await press('Remove');
    expect(fake.asked).toContainEqual(['site.removeDomain', { siteId: 'shop.test', domain: 'idp.test' }]);
  });

  it.each([
    ['https://login.other.co.uk/x', 'other.co.uk'],
    ['Intranet', 'intranet'],
  ])('add the domain of %s, for which the browser is asked in the click', async (typed, domain) => {
    await show({ sites: [site] });
    await type(typed);
    await press('Add');
    const host = domain === 'intranet' ? domain : `*.${domain}`;
    expect(requestOrigins).toHaveBeenLastCalledWith([`*://${host}/*`, `ws://${host}/*`, `wss://${host}/*`]);
    expect(fake.asked).toContainEqual([
      'site.include',
      { siteId: 'shop.test', domain, join: false, tabId: null },
    ]);
  });

  it('add nothing that is no domain, and nothing that was declined', async () => {
    await show({ sites: [site] });
    await type('not a domain');
    await press('Add');
    expect(root.textContent).toContain('This is no domain.');
    requestOrigins.mockResolvedValueOnce(false);
    await type('other.test');
    await press('Add');
    expect(root.textContent).toContain('no longer allows other.test');
    expect(fake.asked.map(([name]) => name)).not.toContain('site.include');
  });

  it('say what it means to add the domain of another site, before the two are joined', async () => {
    const domains = ['mail.test', 'login.test'];
    const other = { ...site, id: 'mail.test' as SiteId, name: 'mail.test', domains };
    await show({ sites: [site, other] }, '#sites/shop.test');
    await type('login.test');
    await press('Add');
    expect(fake.asked.map(([name]) => name)).not.toContain('site.include');
    expect(root.querySelector('[role="alertdialog"]')?.textContent).toContain(
      'mail.test has 2 accounts of its own here.',
    );
    document.body.append(root);
    button('Cancel')?.focus();
    await press('Cancel');
    expect(document.activeElement).toBe(root.querySelector('details input'));
    await press('Add');
    await press('Join');
    root.remove();
    expect(requestOrigins.mock.lastCall).toEqual([originPatterns({ domains })]);
    expect(fake.asked).toContainEqual([
      'site.include',
      { siteId: 'shop.test', domain: 'login.test', join: true, tabId: null },
    ]);
  });

  it('join for no other domain than was asked about, and at once though something has changed meanwhile', async () => {
    const other = { ...site, id: 'mail.test' as SiteId, name: 'mail.test', domains: ['mail.test'] };
    await show({ sites: [site, other] }, '#sites/shop.test');
    await type('mail.test');
    await press('Add');
    expect(button('Join')).toBeDefined();
    await type('new.test');
    expect(button('Join')).toBeUndefined();
    await type('mail.test');
    await press('Add');
    fake.answer('options.view', {
      ...{ seal: 'none', settings: usualSettings },
      sites: [site, { ...other, accounts: 3 }],
    });
    await act(() => state.refresh());
    expect(root.querySelector('[role="alertdialog"]')?.textContent).toContain('mail.test has 3 accounts');
    await press('Join');
    expect(fake.asked).toContainEqual([
      'site.include',
      { siteId: 'shop.test', domain: 'mail.test', join: true, tabId: null },
    ]);
  });
});
