import type { ManifestV3Export } from '@crxjs/vite-plugin';
import pkg from './package.json' with { type: 'json' };

/**
 * The public half of a key pair whose private half nobody kept: it fixes the extension's id, so that what is stored stays
 * reachable wherever the folder lies.
 */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnvrYzBajePqN0GpkTe0Woyqr65shRVVGvjVAcm5H0AKfCmRwR++mla0mNOITjGMtsDkjOlav/8W/IhfgakLWqR0kWrryM1LOjavsrfq36V0R8XpheLlqh2J8wv3hsDJ+Gz/0Mi5GSBY5wU7m4AJFfEKAQyok9HYjj54YSjn6SFj0wtXMu9HKBxIxTgpTfWWLXr6RtU6mpq3TwuSBsltOA7W82MAaFjo5AH7BdA+533LnnwEktPiEM5eWm71za7xLv52LzGNPn5lEy8BJm/vTGQYPoFT5v8fkACRLdqvTi7oIlunkgw2GuG5Ns1VxtB2R4Zg/T08Or35MQFHkXOySqQIDAQAB';

/** Patterns of every host there is. */
const everyHost = ['*://*/*', 'ws://*/*', 'wss://*/*'];

export interface ManifestOptions {
  readonly browser: 'chrome' | 'firefox';
  /** For tests: every host is granted at install, so that no prompt stands in a headless browser's way. */
  readonly grantHosts: boolean;
  /** Hash of the one style that stands in a page itself, as a policy names it. */
  readonly style: string;
}

export function manifestFor({ browser, grantHosts, style }: ManifestOptions) {
  return {
    manifest_version: 3,
    name: '__MSG_appName__',
    version: pkg.version,
    description: '__MSG_appDescription__',
    default_locale: 'en',
    // Until private windows have a design of their own: nothing of theirs may be kept.
    incognito: 'not_allowed',
    // Asked for one site at a time, when its person presses "Use Hatrack on <site>".
    ...(grantHosts ? { host_permissions: everyHost } : { optional_host_permissions: everyHost }),
    ...(browser === 'firefox' ? firefoxOnly : chromeOnly),
    action: { ...action, ...(browser === 'firefox' ? { default_area: 'navbar' as const } : {}) },
    icons,
    options_ui: { page: 'src/options/index.html', open_in_tab: true },
    // What our pages show is all in the package or comes from the worker: they deny themselves all else (see their HTML). The
    // background asks sites for their own sign-out, and has frames of them.
    content_security_policy: {
      extension_pages:
        `default-src 'none'; script-src 'self'; style-src 'self' ${style}; img-src 'self' data:; connect-src http: https:; ` +
        "frame-src http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    omnibox: { keyword: 'as' },
    // A switch by key has failed with no popup open: said only to who asked to be told.
    optional_permissions: ['notifications' as const],
    commands,
  } satisfies ManifestV3Export & { message_serialization?: string };
}

const background = 'src/background/index.ts';

/** What both browsers are asked for. */
const permissions: string[] = [
  // The tab in front tells its address while the popup is open, before its site is granted.
  'activeTab',
  // Wakes a worker that died in the middle of a switch.
  'alarms',
  // Drops answers and pages that the browser cached under the account before.
  'browsingData',
  // Switching from the menu of a page, of a link and of the button.
  'contextMenus',
  // A sign-in lives in cookies: read, put away and put back, on granted sites only.
  'cookies',
  // Frames of ours are shown a site as nobody; in Chromium also the barrier, while accounts are exchanged.
  'declarativeNetRequestWithHostAccess',
  // Reads and writes what a site keeps while its pages are quiet; tells pages who is active where that was turned on.
  'scripting',
  // The list of accounts.
  'storage',
  // Sign-ins that do not fit into the default quota must not be lost.
  'unlimitedStorage',
  // Notices that somebody signed in or out on a granted site.
  'webRequest',
];

const chromeOnly = {
  key,
  // Messages as structured clones: what databases hold cannot go as JSON.
  minimum_chrome_version: '148',
  message_serialization: 'structured_clone',
  permissions: [
    ...permissions,
    // A document that nobody sees, for frames of origins that no tab shows.
    'offscreen',
  ],
  background: { service_worker: background, type: 'module' as const },
};

const firefoxOnly = {
  browser_specific_settings: {
    gecko: {
      id: 'hatrack@hatrack.invalid',
      strict_min_version: '153.0',
      data_collection_permissions: { required: ['none' as const] },
    },
  },
  permissions: [
    ...permissions,
    // The barrier while accounts are exchanged: rules do not meet what was asked for before they came. No answer that can differ
    // between accounts is cached.
    'webRequestBlocking',
  ],
  background: { scripts: [background], type: 'module' as const },
};

const icons = {
  16: 'icons/hatrack-16.png',
  32: 'icons/hatrack-32.png',
  48: 'icons/hatrack-48.png',
  128: 'icons/hatrack-128.png',
};

/** In Firefox the button would be behind the puzzle piece, its badge with it. */
const action = {
  default_popup: 'src/popup/index.html',
  default_title: '__MSG_appName__',
  default_icon: icons,
};

/** At most four keys may be suggested; with a fifth Chromium refuses the whole manifest. The rest are for people to assign. */
const commands = {
  // Chromium keeps Alt+Shift+A for itself, and then sets none.
  _execute_action: { suggested_key: { default: 'Alt+Shift+U' } },
  'next-account': {
    suggested_key: { default: 'Alt+Shift+Period' },
    description: '__MSG_commandNext__',
  },
  'previous-account': {
    suggested_key: { default: 'Alt+Shift+Comma' },
    description: '__MSG_commandPrevious__',
  },
  'account-1': { suggested_key: { default: 'Alt+Shift+1' }, description: '__MSG_commandAccount1__' },
  ...Object.fromEntries(
    [2, 3, 4, 5, 6, 7, 8, 9].map((number) => [
      `account-${number}`,
      { description: `__MSG_commandAccount${number}__` },
    ]),
  ),
};
