// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { KnownMark } from '@/domain/identity/known-marks';
import { factsOf, toldOn } from '@/testing/page-html';

describe('readPageFacts', () => {
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

  it('takes along what the server has laid into a page, where it may tell of a user', () => {
    const user = '{"currentUser": {"id": 7, "name": "Ann", "email": "ann@x.test"}}';
    const other = '{"theme": "dark"}';
    const long = `{"currentUser": {"id": "${'7'.repeat(100_000)}"}}`;
    const scripts = [other, long, user].map((text) => `<script type="application/json">${text}</script>`);
    const facts = factsOf('https://t.test/', `<body>${scripts.join('')}<script>${user}</script></body>`);
    expect(facts.data).toEqual([user]);
    const inertia = `<body><div id="app" data-page='${user}'></div></body>`;
    expect(toldOn('https://t.test/', inertia)).toEqual(['Ann', 'ann@x.test']);
  });

  it('is not misled by elements that are named like methods', () => {
    for (const name of ['querySelectorAll', 'createTreeWalker', 'getAttribute', 'closest', 'location'])
      Object.defineProperty(document, name, { value: 'clobbered', configurable: true });
    try {
      expect(toldOn('https://github.com/', '<head><meta name="user-login" content="ann"></head>')).toEqual([
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
});
