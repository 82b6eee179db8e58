import type { AccountId, SiteId, StoreId } from '@/domain/ids';
import { usualSettings } from '@/domain/site/settings';
import { usualChoices } from '@/domain/site/site-choices';
import type {
  AccountSettingsView,
  OptionsView,
  RowView,
  SiteAccountsView,
  SiteSettingsView,
} from '@/domain/view';
import { type Answers, face, type Picture, row } from './states';

const siteId = 'shop.example' as SiteId;
const place = { siteId, storeId: '0' as StoreId };

function site(name: string, accounts: number, more: Partial<SiteSettingsView> = {}): SiteSettingsView {
  return {
    id: name as SiteId,
    name,
    accounts,
    domains: [name],
    choices: usualChoices,
    learnedSignOut: null,
    knownSignOut: null,
    origins: [],
    rules: [],
    permitted: true,
    ...more,
  };
}

const shop = site(siteId, 4, {
  domains: [siteId, 'login.example'],
  learnedSignOut: 'https://shop.example/logout',
  choices: { ...usualChoices, tellPage: true, sharedNames: ['theme'] },
  origins: [
    { origin: 'https://shop.example', empty: false, shared: false, path: null },
    { origin: 'https://api.shop.example', empty: false, shared: true, path: '/robots.txt' },
  ],
});
const sites = [
  shop,
  site('mail.example', 2),
  site('localhost (all ports)', 1, { choices: { ...usualChoices, multiSession: false } }),
  site('a-very-long-name-of-a-company.and-its-department.example', 12, { permitted: false }),
];

const usedAt = Date.UTC(2026, 2, 14, 16, 5);
const account = (label: string, index: number, more: Partial<RowView> = {}): AccountSettingsView => ({
  ...row(label, index, more),
  place,
  usedAt: index === 2 ? 0 : usedAt - index * 90_000_000,
  sitePicture: label === 'Work',
});
const accounts: SiteAccountsView = {
  siteId,
  accounts: [
    account('Ann Miller', 0, { handle: 'ann@miller.example' }),
    account('Work', 1, {
      handle: 'ann.miller@company.example',
      active: true,
      status: 'active',
      avatar: face,
    }),
    account('Cora', 2),
    account('Dan', 3, { status: 'ended', handle: 'dan@shop.example' }),
  ],
  undo: null,
  place,
};

const answersFor = (view: Partial<OptionsView> = {}, more: Answers = {}): Answers => ({
  'options.view': { value: { sites, seal: 'none', settings: usualSettings, ...view } },
  'site.accounts': { value: accounts },
  'storage.view': {
    value: { sites: sites.map(({ id }, index) => ({ siteId: id, bytes: 48_000 * 14 ** (index % 3) })) },
  },
  ...more,
});

const wide = 1000;
const narrow = 500;
const at = (hash: string, width = wide) => ({ path: `options/index.html${hash}`, width });

/** Every section of the settings, and what becomes of it. */
export const settingsPictures: readonly Picture[] = [
  { name: 'settings-none', window: at(''), answers: answersFor({ sites: [] }) },
  { name: 'settings-sites', window: at('#sites'), answers: answersFor() },
  { name: 'settings-sites-narrow', window: at('#sites', narrow), answers: answersFor() },
  { name: 'settings-site', window: at('#sites/shop.example'), answers: answersFor() },
  { name: 'settings-only-site-narrow', window: at('', narrow), answers: answersFor({ sites: [shop] }) },
  {
    name: 'settings-site-unfolded',
    window: at('#sites/shop.example'),
    answers: answersFor(),
    act: async (page) => {
      for (const name of ['Domains that switch', 'What each account', 'Parts of this site'])
        await page.unfold(name);
    },
  },
  {
    name: 'settings-site-not-allowed',
    window: at(`#sites/${sites[3]?.id}`, narrow),
    answers: answersFor(),
  },
  {
    name: 'settings-forget',
    window: at('#sites/shop.example'),
    answers: answersFor(),
    act: (page) => page.press('button', 'Forget'),
  },
  {
    name: 'settings-refused',
    window: at('#sites/shop.example'),
    answers: answersFor({}, { 'site.choose': { error: { code: 'storage/failed' } } }),
    act: (page) => page.press('switch', 'Tell this site which account is active'),
  },
  { name: 'settings-accounts', window: at('#accounts/shop.example'), answers: answersFor() },
  {
    name: 'settings-accounts-narrow',
    window: at('#accounts/shop.example', narrow),
    answers: answersFor(),
  },
  {
    name: 'settings-account-edited',
    window: at('#accounts/shop.example'),
    answers: answersFor(),
    act: (page) => page.press('button', 'Edit Work'),
  },
  {
    name: 'settings-account-left',
    window: at('#accounts/shop.example', narrow),
    answers: answersFor(
      {},
      {
        'site.accounts': {
          value: {
            ...accounts,
            accounts: accounts.accounts.slice(0, 3),
            undo: {
              id: 'account-3' as AccountId,
              label: 'Dan',
              left: 60_000,
              atServer: 'unknown',
            },
          },
        },
      },
    ),
  },
  {
    name: 'settings-accounts-none',
    window: at('#accounts/shop.example'),
    answers: answersFor({}, { 'site.accounts': { value: { ...accounts, accounts: [] } } }),
  },
  { name: 'settings-keys', window: at('#keys'), answers: answersFor() },
  { name: 'settings-keys-narrow', window: at('#keys', narrow), answers: answersFor() },
  { name: 'settings-appearance', window: at('#appearance'), answers: answersFor() },
  { name: 'settings-appearance-narrow', window: at('#appearance', narrow), answers: answersFor() },
  { name: 'settings-data', window: at('#data'), answers: answersFor() },
  {
    name: 'settings-passphrase',
    window: at('#data'),
    answers: answersFor(),
    act: (page) => page.press('button', 'Set passphrase'),
  },
  { name: 'settings-sealed', window: at('#data', narrow), answers: answersFor({ seal: 'open' }) },
  { name: 'settings-locked', window: at('#sites'), answers: answersFor({ sites: [], seal: 'locked' }) },
  {
    name: 'settings-data-counting',
    window: at('#data'),
    answers: answersFor({}, { 'storage.view': 'never' }),
  },
  {
    name: 'settings-delete',
    window: at('#data', narrow),
    answers: answersFor(),
    act: (page) => page.press('button', 'Delete everything'),
  },
  { name: 'settings-about', window: at('#about'), answers: answersFor() },
  { name: 'settings-about-narrow', window: at('#about', narrow), answers: answersFor() },
];
