import { render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import type { AppError } from '@/domain/app-error';
import type { AccountId, TabId } from '@/domain/ids';
import type { IncludeView, PopupView } from '@/domain/view';
import { App } from '@/popup/App';
import { type AccountsView, createPopupState, type PopupState } from '@/popup/state';
import { shop } from './builders';
import { newPage, root } from './drawn-page';
import { createFakeCall, type FakeCall } from './fake-call';

/** The popup on a page; for tests with a document. */

/** Ann, Ben, who is active, and Cora. */
export const rows = ['Ann', 'Ben', 'Cora'].map((label, index) => ({
  id: label.toLowerCase() as AccountId,
  label,
  initial: label.slice(0, 1),
  colour: 'blue' as const,
  active: index === 1,
  status: index === 1 ? ('active' as const) : ('signed-in' as const),
  handle: null,
  avatar: null,
}));
export const list: AccountsView = {
  kind: 'accounts',
  place: shop,
  siteName: 'shop.test',
  rows,
  elsewhere: 0,
  adding: null,
  unsure: false,
  doubted: null,
  bounced: null,
  wanted: null,
  linked: false,
  choosing: false,
  undo: null,
  moving: null,
};

export const include: IncludeView = {
  siteId: shop.siteId,
  tabId: 1 as TabId,
  domain: 'idp.test',
  origins: ['*://*.idp.test/*'],
  permitted: false,
  joins: null,
};

/** A list long enough for a search, or not drawn whole. */
export const many = (count: number): AccountsView => ({
  ...list,
  rows: Array.from({ length: count }, (_, index) => ({
    ...(rows[0] as (typeof rows)[0]),
    id: `account-${index}` as AccountId,
    label: `Person ${index + 1}`,
    handle: `${index + 1}@shop.test`,
    active: index === count / 2,
  })),
});

/** What it asks, and what it is answered. */
export let fake: FakeCall;
export const close = vi.fn();
let icon: string | null = null;

/** For `beforeEach`. */
export function clearPopup(): void {
  // happy-dom has no top layer.
  HTMLElement.prototype.showPopover = () => undefined;
  icon = null;
  newPage();
  document.body.append(root);
  close.mockReset();
}

/** For `afterEach`. */
export function removePopup(): void {
  render(null, root);
  root.remove();
}

/** The browser has this one at hand. */
export function giveIcon(url: string): void {
  icon = url;
}

export async function show(view: PopupView | AppError): Promise<PopupState> {
  fake = createFakeCall();
  fake.answer('popup.view', view);
  fake.answer('account.switch', { active: null });
  const deps = {
    requestOrigins: async () => true,
    iconOf: async () => icon,
    openSettings: async () => undefined,
    close,
  };
  const state = createPopupState({ call: fake.call, ...deps });
  await act(async () => {
    render(<App state={state} />, root);
    await state.open(1 as TabId);
  });
  return state;
}

export const askedFor = (type: string) =>
  fake.asked.filter(([name]) => name === type).map(([, input]) => input);
