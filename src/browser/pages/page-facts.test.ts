// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { identityIn } from '@/domain/identity';
import { type KnownMark, knownMarks } from '@/domain/identity/known-marks';
import type { PageFacts } from '@/domain/identity/page-facts';
import { emptyJar } from '@/domain/jar';
import { readPageFacts } from './page-facts';

/** As it is sent: as text, with nothing around it. */
const sent = new Function(`return (${readPageFacts.toString()})`)() as typeof readPageFacts;

function factsOf(url: string, html: string, marks: readonly KnownMark[] = knownMarks): PageFacts {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  document.documentElement.innerHTML = html;
  return sent(JSON.parse(JSON.stringify(marks, withoutNull)) as KnownMark[]);
}

/** As Chromium sends it. */
function withoutNull(_: string, value: unknown): unknown {
  return value ?? undefined;
}

const told = (url: string, html: string) => {
  const identity = identityIn(emptyJar, factsOf(url, html));
  return identity && [identity.name, identity.handle];
};

beforeEach(() => {
  document.documentElement.innerHTML = '';
});

const wiki = (content: string) =>
  `<body><div id="bodyContent"><div id="mw-content-text">${content}</div></div>`;

describe('readPageFacts', () => {
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
    expect(told(url, html)).toEqual(expected);
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

  it('gives pictures as full addresses, and only such', () => {
    const html = (src: string) =>
      `<body><a data-testid="AppTabBar_Profile_Link" href="/ann"></a><b data-testid="SideNav_AccountSwitcher_Button"><img src="${src}"></b></body>`;
    const picture = (src: string) => factsOf('https://x.com/home', html(src)).marks[0]?.picture;
    expect(picture('/a.png')).toBe('https://x.com/a.png');
    expect(picture('javascript:alert(1)')).toBeNull();
    expect(picture(`data:image/png;base64,${'A'.repeat(100)}`)).toBeNull();
  });

  it('takes no more than some of a page that has much', () => {
    const metas = Array.from({ length: 2000 }, (_, index) => `<meta name="n${index}" content="v">`).join('');
    const huge = `<meta name="user-login" content="${'x'.repeat(100_000)}"><meta name="csrf-token" content="t">`;
    const facts = factsOf('https://github.com/', `<head>${huge}${metas}</head>`);
    expect(facts.metas).toHaveLength(198);
    expect(facts.marks).toEqual([]);
    const text = '<b>y</b>'.repeat(5000);
    const line: KnownMark = { site: 'T', domains: null, handle: { select: 'main', attribute: null } };
    expect(factsOf('https://t.test/', `<body><main>${text}</main></body>`, [line]).marks[0]?.handle).toBe(
      'y'.repeat(20),
    );
  });

  it('sees the button of Clerk', () => {
    const button = (alt: string) =>
      `<body><button class="cl-userButtonTrigger"><img class="cl-avatarImage cl-userButtonAvatarImage" alt="${alt}" src="/a"></button></body>`;
    const mark = { site: 'Clerk', id: null, handle: null, name: 'Ann', picture: 'https://t.test/a' };
    expect(factsOf('https://t.test/', button('Ann’s logo')).marks).toEqual([mark]);
    expect(factsOf('https://t.test/', button("'s logo")).marks).toEqual([]);
  });

  it('takes along what the server has laid into a page, where it may tell of a user', () => {
    const user = '{"currentUser": {"id": 7, "name": "Ann", "email": "ann@x.test"}}';
    const other = '{"theme": "dark"}';
    const long = `{"currentUser": {"id": "${'7'.repeat(100_000)}"}}`;
    const scripts = [other, long, user].map((text) => `<script type="application/json">${text}</script>`);
    const facts = factsOf('https://t.test/', `<body>${scripts.join('')}<script>${user}</script></body>`);
    expect(facts.data).toEqual([user]);
    const inertia = `<body><div id="app" data-page='${user}'></div></body>`;
    expect(told('https://t.test/', inertia)).toEqual(['Ann', 'ann@x.test']);
  });

  it('is not misled by elements that are named like methods', () => {
    for (const name of ['querySelectorAll', 'createTreeWalker', 'getAttribute', 'closest', 'location'])
      Object.defineProperty(document, name, { value: 'clobbered', configurable: true });
    try {
      expect(told('https://github.com/', '<head><meta name="user-login" content="ann"></head>')).toEqual([
        null,
        'ann',
      ]);
    } finally {
      for (const name of ['querySelectorAll', 'createTreeWalker', 'getAttribute', 'closest', 'location'])
        delete (document as unknown as Record<string, unknown>)[name];
    }
  });

  it('passes over a line that the browser does not understand', () => {
    const broken: KnownMark = { site: 'B', domains: null, handle: { select: ':::', attribute: null } };
    const pattern: KnownMark = {
      site: 'P',
      domains: null,
      handle: { select: 'body', attribute: null, pattern: '(' },
    };
    expect(factsOf('https://t.test/', '<body>x</body>', [broken, pattern]).marks).toEqual([]);
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
