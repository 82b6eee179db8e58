import type { Source } from './sighting';

/**
 * Where the pages of much used sites and software show who is signed in: public markup, one line each. A wrong line names the
 * wrong person, so what is not certain is left out.
 */

/** A place in a page. Of what it holds, the first group of `pattern` counts; all of it where there is none. */
export interface Spot {
  readonly select: string;
  /** `null`: the text. */
  readonly attribute: string | null;
  /** A regular expression, as text: the line is sent to the page. */
  readonly pattern?: string;
}

export interface KnownMark {
  readonly site: string;
  /** Domains, each with all below it; `null`: software that anybody runs. */
  readonly domains: readonly string[] | null;
  /** What people write into a page is within this, and counts for nothing. */
  readonly content?: string;
  /**
   * It shows the name alone, of whoever this source tells the id of. A name tells nobody from anybody else.
   */
  readonly completes?: Source;
  /** Otherwise at least one of the two tells a person from any other. */
  readonly id?: Spot;
  readonly handle?: Spot;
  readonly name?: Spot;
  readonly picture?: Spot;
}

const spot = (select: string, attribute: string | null = null, pattern?: string): Spot =>
  pattern === undefined ? { select, attribute } : { select, attribute, pattern };

export const knownMarks: readonly KnownMark[] = [
  {
    site: 'GitHub',
    domains: ['github.com'],
    id: spot('head meta[name="octolytics-actor-id"]', 'content'),
    handle: spot('head meta[name="user-login"]', 'content'),
  },
  {
    // The button of its own that most apps show.
    site: 'Clerk',
    domains: null,
    completes: 'clerk',
    name: spot('.cl-userButtonTrigger img.cl-userButtonAvatarImage', 'alt', "^(.+)['’]s logo$"),
    picture: spot('.cl-userButtonTrigger img.cl-userButtonAvatarImage', 'src'),
  },
  {
    site: 'X',
    domains: ['x.com', 'twitter.com'],
    handle: spot('a[data-testid="AppTabBar_Profile_Link"]', 'href', '^/(\\w{1,15})$'),
    picture: spot('[data-testid="SideNav_AccountSwitcher_Button"] img', 'src'),
  },
  {
    site: 'Google',
    domains: ['google.com'],
    handle: spot(
      'a[href^="https://accounts.google.com/SignOutOptions"][aria-label]',
      'aria-label',
      '\\(([^()\\s]+@[^()\\s]+)\\)',
    ),
    name: spot(
      'a[href^="https://accounts.google.com/SignOutOptions"][aria-label]',
      'aria-label',
      '[:：]\\s*([^(]+?)\\s*\\(',
    ),
    picture: spot('a[href^="https://accounts.google.com/SignOutOptions"] img', 'src'),
  },
  {
    site: 'Microsoft',
    domains: ['microsoft.com', 'office.com', 'live.com', 'azure.com', 'bing.com'],
    handle: spot('#mectrl_currentAccount_secondary', null, '^(\\S+@\\S+)$'),
    name: spot('#mectrl_currentAccount_primary'),
  },
  {
    site: 'Reddit',
    domains: ['reddit.com'],
    handle: spot('#header-bottom-right .user > a[href*="/user/"]', 'href', '/user/([\\w-]+)/?$'),
  },
  {
    site: 'Stack Exchange',
    domains: ['stackoverflow.com', 'stackexchange.com', 'superuser.com', 'serverfault.com', 'askubuntu.com'],
    id: spot('header a.my-profile[href^="/users/"]', 'href', '^/users/(\\d+)'),
    name: spot('header a.my-profile .gravatar-wrapper-24', 'title'),
    picture: spot('header a.my-profile img.js-avatar-me', 'src'),
  },
  {
    site: 'Bitbucket',
    domains: ['bitbucket.org'],
    id: spot('meta#bb-bootstrap', 'data-current-user', '"uuid": ?"([^"\\\\]+)"'),
    name: spot('meta#bb-bootstrap', 'data-current-user', '"displayName": ?"([^"\\\\]+)"'),
  },
  {
    site: 'Hacker News',
    domains: ['news.ycombinator.com'],
    handle: spot('a#me', null),
  },
  {
    site: 'Steam',
    domains: ['steampowered.com', 'steamcommunity.com'],
    id: spot('#global_actions a.user_avatar', 'href', '/(?:id|profiles)/([\\w-]+)'),
    name: spot('#account_pulldown'),
    picture: spot('#global_actions a.user_avatar img', 'src'),
  },
  {
    site: 'Roblox',
    domains: ['roblox.com'],
    id: spot('head meta[name="user-data"]', 'data-userid', '^([1-9]\\d*)$'),
    handle: spot('head meta[name="user-data"]', 'data-name'),
  },
  {
    site: 'Codeforces',
    domains: ['codeforces.com'],
    handle: spot('#header .lang-chooser a[href^="/profile/"]', 'href', '^/profile/([\\w.-]+)$'),
  },
  {
    site: 'Archive of Our Own',
    domains: ['archiveofourown.org'],
    handle: spot('#greeting .user a[href^="/users/"]', 'href', '^/users/([^/?#]+)$'),
  },
  {
    site: 'Lichess',
    domains: ['lichess.org'],
    handle: spot('#top #user_tag', null, '^([\\w-]+)$'),
  },
  {
    site: 'MyAnimeList',
    domains: ['myanimelist.net'],
    handle: spot('a.header-profile-link', null, '^([\\w-]+)$'),
  },
  {
    site: 'Tildes',
    domains: ['tildes.net'],
    handle: spot('.logged-in-user-username', null, '^([\\w-]+)$'),
  },
  {
    site: 'Jira or Confluence',
    domains: null,
    id: spot('head meta[name="ajs-atlassian-account-id"]', 'content'),
    handle: spot('head meta[name="ajs-remote-user"]', 'content'),
    name: spot(
      'head meta[name="ajs-remote-user-fullname"], head meta[name="ajs-current-user-fullname"]',
      'content',
    ),
  },
  {
    site: 'MediaWiki',
    domains: null,
    content: '#mw-content-text, #bodyContent',
    handle: spot('#pt-userpage > a, #pt-userpage-2 > a'),
  },
  {
    site: 'Discourse',
    domains: null,
    content: '#main-outlet',
    handle: spot('#current-user img.avatar', 'src', '/user_avatar/[^/]+/([^/]+)/\\d+/'),
    picture: spot('#current-user img.avatar', 'src'),
  },
  {
    site: 'WordPress',
    domains: null,
    handle: spot('#wpadminbar #wp-admin-bar-user-info .username'),
    name: spot('#wpadminbar #wp-admin-bar-user-info .display-name'),
    picture: spot('#wpadminbar #wp-admin-bar-user-info img.avatar', 'src'),
  },
  {
    site: 'Mastodon',
    domains: null,
    id: spot('script#initial-state[type="application/json"]', null, '"me": ?"(\\d+)"'),
  },
  {
    site: 'Nextcloud or ownCloud',
    domains: null,
    id: spot('head[data-user]', 'data-user'),
    name: spot('head[data-user]', 'data-user-displayname'),
  },
  {
    site: 'XenForo',
    domains: null,
    content: '.p-body',
    id: spot('.p-navgroup-link--user .avatar[data-user-id]', 'data-user-id', '^([1-9]\\d*)$'),
    name: spot('.p-navgroup-link--user .p-navgroup-linkText'),
    picture: spot('.p-navgroup-link--user .avatar img', 'src'),
  },
  {
    site: 'phpBB',
    domains: null,
    content: '#page-body',
    handle: spot('#username_logged_in .username'),
    picture: spot('#username_logged_in img.avatar', 'src'),
  },
  {
    site: 'Redmine',
    domains: null,
    content: '#main',
    id: spot('#loggedas a.user', 'href', '/users/(\\d+)$'),
    handle: spot('#loggedas a.user'),
  },
  {
    site: 'Moodle',
    domains: null,
    content: '#region-main',
    id: spot('.logininfo a[href*="/user/profile.php?id="]', 'href', '[?]id=(\\d+)'),
    name: spot('.logininfo a[href*="/user/profile.php?id="]'),
  },
  {
    site: 'Gitea or Forgejo',
    domains: null,
    handle: spot('#navbar .user-menu > .header > strong'),
  },
  {
    site: 'Drupal',
    domains: null,
    id: spot(
      'script[data-drupal-selector="drupal-settings-json"]',
      null,
      '"user":\\{"uid":"?([1-9]\\d*)"?,"permissionsHash":',
    ),
  },
  {
    site: 'Phabricator or Phorge',
    domains: null,
    handle: spot(
      'a.phabricator-core-user-menu[href^="/p/"], a.phorge-core-user-menu[href^="/p/"]',
      'href',
      '^/p/([\\w.-]+)/$',
    ),
  },
  {
    site: 'Trac',
    domains: null,
    content: '#main',
    handle: spot('#metanav .trac-author-user'),
  },
  {
    site: 'DokuWiki',
    domains: null,
    content: '#dokuwiki__content',
    handle: spot('#dokuwiki__usertools li.user bdi:nth-of-type(2)'),
    name: spot('#dokuwiki__usertools li.user bdi:first-of-type'),
  },
];
