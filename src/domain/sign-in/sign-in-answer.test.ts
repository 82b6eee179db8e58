import { describe, expect, it } from 'vitest';
import {
  type AnswerFacts,
  type How,
  isWayBack,
  openingAfter,
  signInBy,
  signInWindow,
} from './sign-in-answer';

const answer = (change: Partial<AnswerFacts> = {}): AnswerFacts => ({
  url: 'https://shop.test/login',
  method: 'POST',
  status: 302,
  mainFrame: true,
  sent: 'unseen',
  fromElsewhere: false,
  unbidden: false,
  returned: false,
  unasked: false,
  via: null,
  httpOnlyCookies: ['sid'],
  ...change,
});

const page = { method: 'GET', status: 200 };
const link = 'https://shop.test/magic?token=3f9a0c77b1d94e0d8a53';
const token = 'https://shop.test/sso?jwt=3f9a0c77b1d94e0d8a53';
const callback = 'https://shop.test/callback?code=3f9a0c77&state=x';

describe('signInBy', () => {
  it.each<[string, Partial<AnswerFacts>, How | null]>([
    ['a form with a password sets a session', { sent: 'password' }, 'password'],
    ['a form that nobody saw go sets a session', {}, 'unclear'],
    ['a form without a password sets a session', { sent: 'other' }, null],
    ['a form is refused', { status: 401 }, null],
    ['a form sets nothing', { httpOnlyCookies: [] }, null],
    ['a form sets a CSRF cookie', { httpOnlyCookies: ['_csrf'] }, null],
    ['a page sets a session', page, null],
    ['another site says who it is', { ...page, returned: true, url: callback }, 'return'],
    ['another site says so by a name of its own', { ...page, returned: true, url: token }, 'return'],
    ['nobody was asked there', { ...page, returned: true, url: callback, unasked: true }, 'renewal'],
    ['a return from another domain that says nothing sets a session', { ...page, returned: true }, 'unclear'],
    ['a link leads there and back unseen', { ...page, url: callback }, 'return'],
    ['a page with a code sets a session', { ...page, url: 'https://shop.test/?code=SPRING24' }, null],
    ['a form brings the tab back and sets a session', { sent: 'other', returned: true }, 'return'],
    ['a form from another domain sets a session', { sent: 'assertion', fromElsewhere: true }, 'return'],
    ['a check before a request sets a session', { method: 'OPTIONS', status: 204 }, null],
    ['a link from a mail sets a session', { ...page, url: link, unbidden: true }, 'link'],
    ['a link from a mail on the web sets a session', { ...page, url: link, fromElsewhere: true }, 'link'],
    ['such a link of the site itself sets a session', { ...page, url: link }, null],
    ['such a link is asked for by a script', { ...page, url: link, unbidden: true, mainFrame: false }, null],
    ['another site sends somebody back', { ...page, url: callback, fromElsewhere: true }, 'return'],
    ['a page from another domain sets a session', { ...page, fromElsewhere: true }, null],
  ])('%s', (_, change, expected) => {
    expect(signInBy(answer(change), null, 1000)).toBe(expected);
  });

  it('is how it began, when the session is set by what follows at once', () => {
    expect(signInBy(answer(page), { at: 1000, how: 'link', via: null }, 1000)).toBe('link');
    expect(signInBy(answer(page), { at: 1000, how: 'link', via: null }, 1001 + signInWindow)).toBeNull();
    expect(signInBy(answer({ sent: 'other' }), { at: 1000, how: 'password', via: null }, 1001)).toBe(
      'password',
    );
    const back = answer({ ...page, returned: true });
    expect(signInBy(back, { at: 1000, how: 'renewal', via: null }, 1001)).toBe('renewal');
    expect(signInBy(back, { at: 1000, how: null, via: null }, 1001)).toBe('unclear');
  });
});

describe('openingAfter', () => {
  it('is by what may sign somebody in, with or without a cookie', () => {
    const open = openingAfter(answer({ sent: 'password', httpOnlyCookies: [] }), null, 7);
    expect(open).toEqual({ at: 7, how: 'password', via: null });
    expect(openingAfter(answer({ status: 422 }), null, 7)).toBeNull();
    expect(openingAfter(answer(page), open, 8)).toBe(open);
    expect(openingAfter(answer({ ...page, returned: true }), open, 8)).toBe(open);
  });

  it('is known to be nothing more than something that was sent', () => {
    const open = openingAfter(answer({ sent: 'other' }), null, 7);
    expect(open).toEqual({ at: 7, how: null, via: null });
    expect(signInBy(answer(page), open, 8)).toBeNull();
    expect(openingAfter(answer(), open, 9)).toEqual({ at: 9, how: 'unclear', via: null });
  });
});

describe('isWayBack', () => {
  it.each<[How, boolean]>([
    ['return', true],
    ['renewal', true],
    ['link', true],
    ['password', false],
    ['unclear', false],
  ])('after a sign-in by %s is %s, for a moment', (how, expected) => {
    expect(isWayBack({ at: 1000, how, via: null }, 1001)).toBe(expected);
    expect(isWayBack({ at: 1000, how, via: null }, 1001 + signInWindow)).toBe(false);
  });
});
