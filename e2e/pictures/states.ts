import type { ColourName } from '@/domain/account/colour';
import type { ErrorCode } from '@/domain/app-error';
import type { AccountId, SiteId, StoreId, TabId } from '@/domain/ids';
import type { AddingView, IncludeView, PopupView, RowView } from '@/domain/view';
import type { ExtensionOutputs, ExtensionType } from '@/messages/protocol';
import type { Panel } from '../driver/browser';
import { until } from '../driver/until';

/** What the background would answer: a value, an error, or nothing for as long as anybody waits. */
export type Answer<Output> = { value: Output } | { error: { code: ErrorCode; subject?: string } } | 'never';

export type Answers = { [Type in ExtensionType]?: Answer<ExtensionOutputs[Type]> };

/** One thing that a page of ours can look like: what it is told, and what its person does. */
export interface Picture {
  readonly name: string;
  readonly answers: Answers;
  /** Of another page than the popup. */
  readonly window?: PageWindow;
  /** The icon that the browser has of the page. */
  readonly icon?: string;
  readonly offline?: boolean;
  readonly act?: (page: Panel) => Promise<void>;
}

/** A page in a tab. */
export interface PageWindow {
  /** In the extension's folder of sources, with what follows `?` and `#`. */
  readonly path: string;
  /** Of the window, in pixels. */
  readonly width: number;
}

type AccountsView = Extract<PopupView, { kind: 'accounts' }>;

const place = { siteId: 'shop.example' as SiteId, storeId: '0' as StoreId };
const colourNames: ColourName[] = ['blue', 'green', 'orange', 'purple', 'red', 'teal', 'pink', 'slate'];

export function row(label: string, index: number, more: Partial<RowView> = {}): RowView {
  return {
    id: `account-${index}` as AccountId,
    label,
    initial: [...label][0]?.toLocaleUpperCase() ?? '?',
    colour: colourNames[index % colourNames.length] ?? 'blue',
    active: false,
    status: 'signed-in',
    handle: null,
    avatar: null,
    ...more,
  };
}

export const face = picture(
  '<rect width="32" height="32" fill="#f4c38a"/><circle cx="16" cy="13" r="6" fill="#7a4a21"/><path d="M4 32a12 10 0 0 1 24 0" fill="#2a6f7d"/>',
);
const icon = picture(
  '<rect width="32" height="32" rx="7" fill="#0b7a5b"/><path d="M9 12h14l-1 12H10z" fill="#fff"/>',
);

function picture(shapes: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${shapes}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const ann = row('Ann Miller', 0, { handle: 'ann@miller.example' });
const work = row('Work', 1, {
  handle: 'ann.miller@company.example',
  active: true,
  status: 'active',
  avatar: face,
});
const cora = row('Cora', 2);
const dan = row('Dan', 3, { status: 'ended', handle: 'dan@shop.example' });

const names = 'Ann Miller,Work,Cora,Dan,Emil,Frida,Gülsüm,Hanna,Ivo,Jana,Karl,Lea'.split(',');
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const isActive = index === Math.min(1, count - 1);
    const round = Math.floor(index / names.length);
    const label = `${names[index % names.length]}${round === 0 ? '' : ` ${round + 1}`}`;
    return row(label, index, {
      handle: index % 3 === 2 ? null : `${index + 1}@shop.example`,
      ...(isActive ? { active: true, status: 'active' } : {}),
    });
  });

const list: AccountsView = {
  kind: 'accounts',
  place,
  siteName: 'shop.example',
  rows: [ann, work, cora, dan],
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

const nobodyActive = [ann, { ...work, active: false, status: 'signed-in' as const }, cora];
const include: IncludeView = {
  siteId: place.siteId,
  tabId: 1 as TabId,
  domain: 'login.example',
  origins: ['*://*.login.example/*'],
  permitted: false,
  joins: null,
};
const adding: AddingView = { again: null, back: { id: work.id, label: work.label }, include: null };

const shows = (view: PopupView, answers: Answers = {}): Answers => ({
  'popup.view': { value: view },
  ...answers,
});
const site = { siteId: place.siteId, siteName: 'shop.example' };

/** For what is the same in all of them. */
export const anyPicture: Picture = { name: 'loading', answers: { 'popup.view': 'never' } };

/** Every state of the popup. */
export const popupPictures: readonly Picture[] = [
  anyPicture,
  {
    name: 'ask',
    answers: shows({
      kind: 'ask',
      siteId: null,
      siteName: 'shop.example',
      origins: [],
      permitted: false,
      kept: 0,
    }),
    icon,
  },
  {
    name: 'ask-kept',
    answers: shows({
      kind: 'ask',
      siteId: null,
      siteName: 'shop.example',
      origins: [],
      permitted: false,
      kept: 3,
    }),
  },
  { name: 'forbidden', answers: shows({ kind: 'forbidden', page: 'browser' }) },
  { name: 'off', answers: shows({ kind: 'off', ...site, kept: 3 }) },
  { name: 'locked', answers: shows({ kind: 'locked' }) },
  {
    name: 'locked-wrong',
    answers: { ...shows({ kind: 'locked' }), 'vault.unlock': { error: { code: 'vault/passphrase' } } },
    act: async (popup) => {
      await popup.type('not the one');
      await popup.keys('Enter');
      await until('the sentence', async () => (await popup.said()).includes('not the passphrase'));
    },
  },
  { name: 'failed', answers: { 'popup.view': { error: { code: 'unexpected' } } } },
  { name: 'empty', answers: shows({ ...list, rows: [] }) },
  { name: 'unsure', answers: shows({ ...list, rows: [], unsure: true }) },
  { name: 'one', answers: shows({ ...list, rows: rowsOf(1) }), icon },
  { name: 'list', answers: shows(list), icon },
  { name: 'seven', answers: shows({ ...list, rows: rowsOf(7) }) },
  { name: 'twelve', answers: shows({ ...list, rows: rowsOf(12) }), icon },
  { name: 'thousand', answers: shows({ ...list, rows: rowsOf(1000) }), act: (popup) => popup.keys('End') },
  {
    name: 'found',
    answers: shows({ ...list, rows: rowsOf(12) }),
    act: async (popup) => {
      await popup.keys('/');
      await popup.type('an');
    },
  },
  {
    name: 'found-none',
    answers: shows({ ...list, rows: rowsOf(12) }),
    act: async (popup) => {
      await popup.keys('/');
      await popup.type('zoe');
    },
  },
  { name: 'menu', answers: shows(list), act: (popup) => popup.press('button', 'More for Cora') },
  {
    name: 'menu-up',
    answers: shows({ ...list, rows: rowsOf(12) }),
    act: async (popup) => {
      await popup.keys('End', 'Tab', 'Enter');
    },
  },
  {
    name: 'rename',
    answers: shows(list),
    act: async (popup) => {
      await popup.press('button', 'More for Ann Miller');
      await popup.press('menuitem', 'Rename');
    },
  },
  {
    name: 'details',
    answers: shows(list, {
      'account.details': {
        value: {
          id: work.id,
          label: work.label,
          handle: work.handle,
          status: 'active',
          addedAt: Date.UTC(2026, 0, 5, 9, 30),
          usedAt: Date.UTC(2026, 2, 14, 16, 5),
          endsAt: Date.UTC(2026, 5, 1, 12, 0),
          receipt: { at: 1, cookies: 14, ofCookies: 15, expired: 1, storages: 3 },
          bound: true,
          rules: [{ pattern: 'shop.example/team/*', accountId: work.id, asks: true }],
          here: 'shop.example/orders/*',
        },
      },
    }),
    act: async (popup) => {
      await popup.press('button', 'More for Work');
      await popup.press('menuitem', 'Details');
    },
  },
  {
    name: 'confirm',
    answers: shows(list),
    act: (popup) => popup.press('button', 'Sign out of all accounts'),
  },
  { name: 'adding', answers: shows({ ...list, rows: nobodyActive, adding }) },
  { name: 'adding-include', answers: shows({ ...list, rows: nobodyActive, adding: { ...adding, include } }) },
  { name: 'bounced', answers: shows({ ...list, bounced: { id: work.id, label: work.label, include } }) },
  {
    name: 'bounced-unsure',
    answers: shows({
      ...list,
      doubted: { id: work.id, label: work.label, another: false },
      bounced: { id: work.id, label: work.label, include },
    }),
  },
  {
    name: 'join',
    answers: shows({
      ...list,
      rows: nobodyActive,
      adding: { ...adding, include: { ...include, joins: { siteName: 'login.example', accounts: 2 } } },
    }),
    act: (popup) => popup.press('button', 'Include login.example'),
  },
  {
    name: 'pending',
    answers: shows({
      ...list,
      rows: [...nobodyActive, { ...dan, status: 'pending' }],
      adding: { ...adding, again: 'Dan' },
    }),
  },
  {
    name: 'wanted',
    answers: shows({ ...list, wanted: { id: ann.id, label: ann.label } }),
    icon,
  },
  { name: 'linked', answers: shows({ ...list, linked: true }), icon },
  { name: 'choosing', answers: shows({ ...list, rows: nobodyActive, choosing: true }) },
  {
    name: 'busy',
    answers: shows(list, { 'account.switch': 'never' }),
    act: (popup) => popup.press('button', 'Cora'),
  },
  {
    name: 'moving',
    answers: shows({ ...list, moving: { done: 3200, total: 5000 } }, { 'account.switch': 'never' }),
    act: (popup) => popup.press('button', 'Cora'),
  },
  {
    name: 'done',
    answers: shows(list, { 'account.switch': { value: { active: { id: work.id, label: work.label } } } }),
    act: (popup) => popup.press('button', 'Work'),
  },
  {
    name: 'refused',
    answers: shows(list, {
      'account.switch': { error: { code: 'page/unsaved', subject: 'My long article' } },
    }),
    act: (popup) => popup.press('button', 'Cora'),
  },
  {
    name: 'unreached',
    answers: shows(list, {
      'account.switch': { error: { code: 'origin/unreachable', subject: 'http://localhost:5173' } },
    }),
    act: (popup) => popup.press('button', 'Cora'),
  },
  {
    name: 'undo',
    answers: shows({
      ...list,
      undo: { id: dan.id, label: 'Dan', left: 60_000, atServer: 'unknown' },
    }),
  },
  { name: 'offline', answers: shows(list), offline: true },
  {
    name: 'long-names',
    answers: shows({
      ...list,
      siteName: 'a-very-long-name-of-a-company.and-its-department.example',
      rows: [
        row('Wolfeschlegelsteinhausenbergerdorff the Younger of Philadelphia', 0, {
          active: true,
          status: 'active',
          handle: 'wolfe.schlegel.steinhausen.bergerdorff@philadelphia.example',
        }),
        row('مريم الأحمدي', 1, { handle: 'maryam@shop.example' }),
        row('山田 太郎', 2),
        row('Wolfeschlegelsteinhausenbergerdorff the Elder of Philadelphia', 3, { status: 'ended' }),
      ],
    }),
  },
];

const welcomeAt = (width: number): PageWindow => ({ path: 'welcome/index.html', width });

/** The page for whoever is new. What can be tried on it is the popup's. */
export const welcomePictures: readonly Picture[] = [
  { name: 'welcome', window: welcomeAt(1100), answers: {} },
  { name: 'welcome-narrow', window: welcomeAt(400), answers: {} },
  {
    name: 'welcome-switched',
    window: welcomeAt(1100),
    answers: {},
    act: (page) => page.press('button', 'Personal'),
  },
  {
    name: 'welcome-adding',
    window: welcomeAt(1100),
    answers: {},
    act: (page) => page.press('button', 'Add account'),
  },
];
