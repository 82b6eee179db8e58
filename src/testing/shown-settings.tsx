import { render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import type { Place, SiteId, StoreId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { usualChoices } from '@/domain/site/site-choices';
import type { OptionsView } from '@/domain/view';
import { App } from '@/options/App';
import { createOptionsState, type OptionsState } from '@/options/state';
import { root } from './drawn-page';
import { createFakeCall, type FakeCall } from './fake-call';

/** The settings on a page; for tests with a document. */

export const place: Place = { siteId: 'shop.test' as SiteId, storeId: '0' as StoreId };
export const site = {
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
    { origin: 'https://shop.test', empty: false, shared: false, path: null },
    { origin: 'https://api.shop.test', empty: false, shared: false, path: '/robots.txt' },
    { origin: 'https://old.shop.test', empty: true, shared: false, path: null },
  ],
};

/** What they ask, and what they are answered. */
export let fake: FakeCall;
export let state: OptionsState;

export const openShortcuts = vi.fn(async () => undefined);
/** Whether the browser lets Hatrack tell of failures. */
export const permission = { given: false };
const notifications = {
  allowed: async () => permission.given,
  request: async () => {
    permission.given = true;
    return true;
  },
  forgo: async () => {
    permission.given = false;
  },
};
export const requestOrigins = vi.fn(async (_: readonly string[]) => true);
export const showTheme = vi.fn();
export const lead = vi.fn();
const listCommands = async () => [
  { name: '_execute_action', description: '', shortcut: 'Alt+Shift+A' },
  { name: 'next-account', description: 'Next account on this site', shortcut: '' },
];

export const picture = 'data:image/png;base64,BBBB' as const;
export const smallPicture = vi.fn(async (_: Blob): Promise<`data:${string}`> => picture);

export async function show(
  view: Pick<OptionsView, 'sites'> & Partial<OptionsView>,
  hash = '',
  answers?: () => void,
): Promise<void> {
  fake = createFakeCall();
  fake.answer('options.view', { seal: 'none', settings: usualSettings, ...view });
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
    version: '1.2.3',
  });
  await act(async () => {
    render(<App state={state} />, root);
    await state.go(hash);
  });
}

export const switchNamed = (name: string) =>
  root.querySelector<HTMLButtonElement>(`[role="switch"][aria-label="${name}"]`);
/** Into the field for a domain. */
export const type = (typed: string) =>
  act(async () => {
    const field = root.querySelector('details input') as HTMLInputElement;
    field.value = typed;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
