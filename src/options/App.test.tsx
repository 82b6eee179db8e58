// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place, SiteId, StoreId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import { usualSettings } from '@/domain/site/settings';
import { usualChoices } from '@/domain/site/site-choices';
import type { AccountSettingsView, OptionsView, SiteAccountsView } from '@/domain/view';
import { createFakeCall, type FakeCall } from '@/testing/fake-call';
import { App } from './App';
import { createOptionsState, type OptionsState } from './state';

const place: Place = { siteId: 'shop.test' as SiteId, storeId: '0' as StoreId };
const site = {
  id: 'shop.test' as SiteId,
  name: 'shop.test',
  accounts: 2,
  domains: ['shop.test', 'idp.test'],
  permitted: true,
  learnedSignOut: null,
  knownSignOut: null,
  rules: [],
  choices: { ...usualChoices, sharedNames: ['theme'] },
  origins: [
    { origin: 'https://shop.test', empty: false, path: null },
    { origin: 'https://api.shop.test', empty: false, path: '/robots.txt' },
    { origin: 'https://old.shop.test', empty: true, path: null },
  ],
};
let fake: FakeCall;
let root: HTMLElement;
let state: OptionsState;
const openShortcuts = vi.fn(async () => undefined);
let allowed = false;
const notifications = {
  allowed: async () => allowed,
  request: async () => {
    allowed = true;
    return true;
  },
  forgo: async () => {
    allowed = false;
  },
};
const requestOrigins = vi.fn(async (_: readonly string[]) => true);
const showTheme = vi.fn();
const lead = vi.fn();
const listCommands = async () => [
  { name: '_execute_action', description: '', shortcut: 'Alt+Shift+A' },
  { name: 'next-account', description: 'Next account on this site', shortcut: '' },
];

const drawn = 'data:image/png;base64,BBBB' as const;
const smallPicture = vi.fn(async (_: Blob): Promise<`data:${string}`> => drawn);

async function show(view: Pick<OptionsView, 'sites'>, hash = '', answers?: () => void): Promise<void> {
  fake = createFakeCall();
  fake.answer('options.view', { ...view, settings: usualSettings });
  fake.answer('site.accounts', { siteId: site.id, accounts: [], undo: null, place });
  fake.answer('storage.view', { sites: [{ siteId: site.id, bytes: 1_234_567 }] });
  answers?.();
  state = createOptionsState({
    call: fake.call,
    requestOrigins,
    listCommands,
    openShortcuts,
    notifications,
    showTheme,
    smallPicture,
    lead,
    now: () => 0,
    version: '1.2.3',
  });
  await act(async () => {
    render(<App state={state} />, root);
    await state.go(hash);
  });
}

const switchNamed = (name: string) =>
  root.querySelector<HTMLButtonElement>(`[role="switch"][aria-label="${name}"]`);
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent) === name,
  );
const press = (name: string) =>
  act(async () => {
    button(name)?.click();
    await new Promise(requestAnimationFrame);
  });
/** Into the field for a domain. */
const type = (typed: string) =>
  act(async () => {
    const field = root.querySelector('details input') as HTMLInputElement;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

beforeEach(() => {
  root = document.createElement('div');
});

describe('the settings', () => {
  it('turn telling the page on and off by a named switch', async () => {
    await show({ sites: [site] });
    const control = switchNamed('Tell this site which account is active');
    expect(control?.getAttribute('aria-checked')).toBe('false');
    fake.answer('options.view', {
      sites: [{ ...site, choices: { ...site.choices, tellPage: true } }],
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

  it('say what to do where there is no site yet, or none is allowed any more', async () => {
    await show({ sites: [] });
    expect(root.textContent).toContain('not used on any site yet');
    await show({ sites: [{ ...site, permitted: false }] });
    expect(root.textContent).toContain('does not allow this site now');
  });

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
      { siteId: 'shop.test', changes: { carried: { ...usualChoices.carried, databases: 'shared' } } },
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

  it('show the address of the sign-out that was learned, and let it be set or done without', async () => {
    const learnedSignOut = 'https://shop.test/logout';
    await show({ sites: [{ ...site, learnedSignOut }] });
    const field = root.querySelector<HTMLInputElement>('input[type=url]');
    expect(field?.value).toBe(learnedSignOut);
    expect(root.textContent).toContain('Noticed when you signed out on the site');
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
  });

  it('say where the sign-out is known without an address, unless its person has set one', async () => {
    const sentence = 'This site uses better-auth, whose way of signing out is known.';
    const knownSignOut = 'better-auth' as const;
    await show({ sites: [{ ...site, knownSignOut }] });
    expect(root.textContent).toContain(sentence);
    expect(root.textContent).not.toContain('Most sites sign out by a button instead');
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

  it('list the domains of a site, of which all but the main one can be removed, after asking', async () => {
    await show({ sites: [site] });
    expect(button('Remove shop.test')).toBeUndefined();
    await press('Remove idp.test');
    expect(fake.asked.map(([type]) => type)).not.toContain('site.removeDomain');
    expect(root.textContent).toContain('no longer keep what signs them in on idp.test');
    await press('Remove');
    expect(fake.asked).toContainEqual(['site.removeDomain', { siteId: 'shop.test', domain: 'idp.test' }]);
  });

  it('show the addresses that are for one account, and remove them', async () => {
    const rule = { pattern: 'shop.test/admin/*', accountId: 'a' as AccountId, asks: false, label: 'Ann' };
    await show({ sites: [{ ...site, rules: [rule] }] });
    expect(root.textContent).toContain('shop.test/admin/*For Ann, without asking');
    await press('Remove shop.test/admin/*');
    expect(fake.asked).toContainEqual(['rule.remove', { siteId: 'shop.test', pattern: rule.pattern }]);
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
      expect([control?.getAttribute('aria-checked'), String(allowed)]).toEqual([on, on]);
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

  it('ask once before a site is forgotten, and say that it is', async () => {
    await show({ sites: [site, mail] }, '#sites/shop.test');
    await press('Forget');
    expect(fake.asked.map(([type]) => type)).not.toContain('site.forget');
    expect(root.querySelector('[role="alertdialog"]')?.textContent).toContain('Forget shop.test?');
    await press('Cancel');
    expect(root.querySelector('[role="alertdialog"]')).toBeNull();
    await press('Forget');
    lead.mockImplementationOnce((hash: string) => state.go(hash));
    await press('Forget');
    expect(fake.asked).toContainEqual(['site.forget', { siteId: 'shop.test' }]);
    expect(lead).toHaveBeenLastCalledWith('#sites');
    expect(root.querySelector('[role="status"]')?.textContent).toBe('shop.test is forgotten.');
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
    fake.answer('options.view', { sites: [], settings: { ...usualSettings, theme: 'dark' } });
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
    allowed = true;
    await press('Delete everything');
    expect(fake.asked).toContainEqual(['everything.delete', {}]);
    expect(allowed).toBe(false);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Everything is deleted.');
  });

  it('tell what Hatrack is', async () => {
    await show({ sites: [] }, '#about');
    expect(root.textContent).toContain('Version 1.2.3');
    expect(root.textContent).toContain('Free software under the MIT licence');
    expect(root.textContent).toContain('webextension-polyfill0.12.0MPL-2.0');
  });
});

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
    expect(chosen()).toEqual([{ accountId: 'ben', choice: drawn }]);
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
    const undo = { id: 'ben' as AccountId, label: 'ben', until: 10_000, atServer: 'unknown' as const };
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

  it('say when there is none', async () => {
    await showAccounts({ accounts: [] });
    expect(root.textContent).toContain('Nobody is signed in here.');
  });
});
