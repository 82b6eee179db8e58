// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { emptyJar } from '@/domain/jar';
import { factsOf, sent, toldOn } from '@/testing/page-html';
import { identityIn } from '../identity';
import { knownMarks } from './known-marks';

const wiki = (content: string) =>
  `<body><div id="bodyContent"><div id="mw-content-text">${content}</div></div>`;

describe('the table of marks', () => {
  it.each<[string, string, string, (string | null)[] | null]>([
    ['GitHub', 'https://github.com/', '<head><meta name="user-login" content="ann"></head>', [null, 'ann']],
    ['GitHub, nobody', 'https://github.com/', '<head><meta name="user-login" content=""></head>', null],
    [
      'X',
      'https://x.com/home',
      '<body><a data-testid="AppTabBar_Profile_Link" href="/ann_x">Profile</a></body>',
      [null, 'ann_x'],
    ],
    [
      'Google',
      'https://mail.google.com/',
      '<body><a href="https://accounts.google.com/SignOutOptions?hl=de" aria-label="Google-Konto: Ann Example  \n(ann@gmail.test)"></a></body>',
      ['Ann Example', 'ann@gmail.test'],
    ],
    [
      'Google’s mark elsewhere',
      'https://evil.test/',
      '<body><a href="https://accounts.google.com/SignOutOptions" aria-label="x: Ann (ann@gmail.test)"></a></body>',
      null,
    ],
    [
      'Stack Overflow',
      'https://stackoverflow.com/',
      '<body><header><a class="my-profile" href="/users/1234/ann"><div class="gravatar-wrapper-24" title="Ann"></div></a></header></body>',
      ['Ann', null],
    ],
    [
      'Bitbucket',
      'https://bitbucket.org/',
      `<head><meta id="bb-bootstrap" data-current-user='{"displayName": "Ann", "uuid": "{57-8f}"}'></head>`,
      ['Ann', null],
    ],
    [
      'Jira',
      'https://jira.corp.test/',
      '<head><meta name="ajs-remote-user" content="ann"><meta name="ajs-remote-user-fullname" content="Ann Example"></head>',
      ['Ann Example', 'ann'],
    ],
    [
      'MediaWiki',
      'https://de.wikipedia.org/',
      `${wiki('')}<li id="pt-userpage"><a href="/wiki/User:Ann">Ann</a></li></body>`,
      [null, 'Ann'],
    ],
    [
      'what people write into a wiki',
      'https://de.wikipedia.org/',
      `${wiki('<span id="pt-userpage"><a>Eve</a></span>')}<li id="pt-userpage"><a>Ann</a></li></body>`,
      [null, 'Ann'],
    ],
    [
      'a signed-out wiki with something written into it',
      'https://de.wikipedia.org/',
      `${wiki('<span id="pt-userpage"><a>Eve</a></span>')}</body>`,
      null,
    ],
    [
      'XenForo',
      'https://forum.test/',
      '<body><a class="p-navgroup-link--user"><span class="avatar" data-user-id="501"></span><span class="p-navgroup-linkText">Ann</span></a></body>',
      ['Ann', null],
    ],
    [
      'Roblox',
      'https://www.roblox.com/home',
      '<head><meta name="user-data" data-userid="77" data-name="ann_r"></head>',
      [null, 'ann_r'],
    ],
    [
      'Codeforces',
      'https://codeforces.com/',
      '<body><div id="header"><div class="lang-chooser"><a href="/profile/Ann.C">Ann.C</a> | <a href="/0a/logout">Logout</a></div></div><a href="/profile/eve">eve</a></body>',
      [null, 'Ann.C'],
    ],
    [
      'AO3',
      'https://archiveofourown.org/works',
      '<body><div id="greeting"><ul class="user navigation"><li><a href="/users/ann_w">Hi, ann_w!</a></li></ul></div></body>',
      [null, 'ann_w'],
    ],
    [
      'Lichess',
      'https://lichess.org/',
      '<body><header id="top"><button id="user_tag">AnnL</button></header></body>',
      [null, 'AnnL'],
    ],
    [
      'MyAnimeList',
      'https://myanimelist.net/',
      '<body><a class="header-profile-link" href="https://myanimelist.net/profile/ann">ann</a></body>',
      [null, 'ann'],
    ],
    [
      'Tildes',
      'https://tildes.net/',
      '<body><a class="logged-in-user-username" href="/user/ann">ann</a></body>',
      [null, 'ann'],
    ],
    [
      'Gitea',
      'https://git.corp.test/',
      '<body><nav id="navbar"><div class="menu user-menu"><div class="header">Signed in as <strong>ann</strong></div></div></nav></body>',
      [null, 'ann'],
    ],
    [
      'Forgejo',
      'https://code.test/',
      '<body><nav id="navbar"><div class="menu user-menu"><div class="ui header">Angemeldet als <strong>ann</strong></div></div></nav></body>',
      [null, 'ann'],
    ],
    [
      'Phorge',
      'https://phorge.test/',
      '<body><a href="#" class="phabricator-core-user-menu"></a><a href="/p/ann.m/" class="phabricator-core-user-menu"></a><a href="/p/eve/">eve</a></body>',
      [null, 'ann.m'],
    ],
    [
      'Trac',
      'https://trac.test/ticket/1',
      '<body><div id="metanav"><ul><li class="first">logged in as <span class="trac-author-user">ann</span></li></ul></div><span class="trac-author-user">eve</span></body>',
      [null, 'ann'],
    ],
    [
      'Trac, nobody',
      'https://trac.test/ticket/1',
      '<body><span class="trac-author-user">eve</span></body>',
      null,
    ],
    [
      'DokuWiki',
      'https://wiki.test/start',
      '<body><div id="dokuwiki__usertools"><ul><li class="user">Logged in as: <bdi>Ann Example</bdi> (<bdi>ann</bdi>)</li></ul></div></body>',
      ['Ann Example', 'ann'],
    ],
    [
      'the author of an article',
      'https://news.test/',
      '<head><meta name="author" content="Eve"><meta property="profile:username" content="eve"></head>',
      null,
    ],
  ])('finds who is signed in: %s', (_, url, html, expected) => {
    expect(toldOn(url, html)).toEqual(expected);
  });

  it('reads what a head says of itself', () => {
    factsOf('https://cloud.test/', '<head></head>');
    document.head.setAttribute('data-user', 'ann');
    document.head.setAttribute('data-user-displayname', 'Ann Example');
    expect(identityIn(emptyJar, sent(knownMarks))).toMatchObject({ name: 'Ann Example', handle: null });
  });

  it('reads the settings of a Drupal as far as they are whole', () => {
    const id = (settings: string) =>
      factsOf(
        'https://news.test/',
        `<body><script type="application/json" data-drupal-selector="drupal-settings-json">${settings}</script></body>`,
      ).marks[0]?.id;
    expect(id('{"path":{"baseUrl":"\\/"},"user":{"uid":"12","permissionsHash":"3f9a"}}')).toBe('12');
    expect(id('{"user":{"uid":12,"permissionsHash":"3f9a"}}')).toBe('12');
    expect(id('{"user":{"uid":0,"permissionsHash":"3f9a"}}')).toBeUndefined();
    const cut = '{"x":"'.padEnd(4000 - '","user":{"uid":12'.length, 'x');
    expect(id(`${cut}","user":{"uid":123,"permissionsHash":"3f9a"}}`)).toBeUndefined();
  });

  it('sees the button of Clerk', () => {
    const button = (alt: string) =>
      `<body><button class="cl-userButtonTrigger"><img class="cl-avatarImage cl-userButtonAvatarImage" alt="${alt}" src="/a"></button></body>`;
    const mark = { site: 'Clerk', id: null, handle: null, name: 'Ann', picture: 'https://t.test/a' };
    expect(factsOf('https://t.test/', button('Ann’s logo')).marks).toEqual([mark]);
    expect(factsOf('https://t.test/', button("'s logo")).marks).toEqual([]);
  });

  it('has lines that each tell one person from another, with patterns that are regular', () => {
    for (const { site, completes, id, handle, name, picture } of knownMarks) {
      expect(completes === undefined ? (id ?? handle) : name, site).toBeDefined();
      for (const spot of [id, handle, name, picture])
        expect(() => new RegExp(spot?.pattern ?? '', 'u'), site).not.toThrow();
    }
    expect(new Set(knownMarks.map(({ site }) => site)).size).toBe(knownMarks.length);
  });
});
