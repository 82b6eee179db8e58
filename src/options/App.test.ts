// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { SiteId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { newPage, press, root } from '@/testing/drawn-page';
import {
  fake,
  openShortcuts,
  permission,
  show,
  showTheme,
  site,
  state,
  switchNamed,
} from '@/testing/shown-settings';

beforeEach(newPage);

describe('the settings', () => {
  it('say what to do where there is no site yet, or none is allowed any more', async () => {
    await show({ sites: [] });
    expect(root.textContent).toContain('not used on any site yet');
    await show({ sites: [{ ...site, permitted: false }] });
    expect(root.textContent).toContain('does not allow this site now');
  });

  it('say what went wrong', async () => {
    await show({ sites: [site] });
    fake.answer('site.choose', new AppError('storage/failed'));
    await act(() => state.choose(site.id, { tellPage: true }));
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('disk is full');
  });

  it('ask for notifications in the click that wants them, and give them back', async () => {
    await show({ sites: [] }, '#keys');
    const control = switchNamed('Tell me when a switch by key or menu has failed');
    for (const on of ['true', 'false']) {
      await act(async () => {
        control?.click();
        await new Promise(requestAnimationFrame);
      });
      expect([control?.getAttribute('aria-checked'), String(permission.given)]).toEqual([on, on]);
    }
  });

  it('lead to the browser’s own page for keys', async () => {
    await show({ sites: [] }, '#keys');
    const change = [...root.querySelectorAll('button')].find(
      (element) => element.textContent === 'Change keys',
    );
    await act(async () => change?.click());
    expect(openShortcuts).toHaveBeenCalledOnce();
  });
});

describe('the places of the settings', () => {
  const mail = { ...site, id: 'mail.test' as SiteId, name: 'mail.test' };
  const links = () => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  const current = () => [...root.querySelectorAll('a[aria-current]')].map(({ textContent }) => textContent);

  it('are a list of the sites where there are several, of which each leads to its own', async () => {
    await show({ sites: [site, mail] });
    expect(root.textContent).toContain('shop.test2 accounts1.2 MB');
    expect(links()).toContain('#sites/mail.test');
    expect(switchNamed('Keep several accounts here')).toBeNull();
    await act(() => state.go('#sites/mail.test'));
    expect(root.querySelector('h2')?.textContent).toBe('mail.test');
    expect(current()).toEqual(['Sites', 'Settings']);
    await act(() => state.go('#accounts/mail.test'));
    expect(current()).toEqual(['Sites', '2 accounts']);
    await act(() => state.go('#sites/gone.test'));
    expect(links()).toContain('#sites/shop.test');
  });

  it('have the keys as the browser has them, with the one that opens Hatrack first', async () => {
    await show({ sites: [] }, '#keys');
    expect(root.querySelector('section')?.textContent).toBe(
      'Anywhere in the browserOpen HatrackAlt+Shift+ANext account on this siteNot setChange keys',
    );
  });

  it('have the appearance, which is there at once', async () => {
    await show({ sites: [] }, '#appearance');
    expect(showTheme).toHaveBeenLastCalledWith('system');
    fake.answer('options.view', { sites: [], seal: 'none', settings: { ...usualSettings, theme: 'dark' } });
    await act(async () => {
      root.querySelector('input[value="dark"]')?.dispatchEvent(new Event('change'));
      await new Promise(requestAnimationFrame);
    });
    expect(fake.asked).toContainEqual(['settings.choose', { theme: 'dark' }]);
    expect(showTheme).toHaveBeenLastCalledWith('dark');
    await act(async () => switchNamed('Show the active account on the button')?.click());
    expect(fake.asked).toContainEqual(['settings.choose', { badge: false }]);
  });

  it('tell what is stored, and ask once before all of it goes', async () => {
    await show({ sites: [site] }, '#data');
    expect(root.textContent).toContain('In all2 accounts1.2 MB');
    await press('Delete everything');
    expect(fake.asked.map(([type]) => type)).not.toContain('everything.delete');
    permission.given = true;
    await press('Delete everything');
    expect(fake.asked).toContainEqual(['everything.delete', {}]);
    expect(permission.given).toBe(false);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Everything is deleted.');
  });

  it('tell what Hatrack is', async () => {
    await show({ sites: [] }, '#about');
    expect(root.textContent).toContain('Version 1.2.3');
    expect(root.textContent).toContain('Free software under the MIT licence');
    expect(root.textContent).toContain('webextension-polyfill0.12.0MPL-2.0');
  });
});
