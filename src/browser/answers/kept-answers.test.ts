import { describe, expect, it } from 'vitest';
import type { Header } from './header';
import { keptHeaders } from './kept-answers';

const header = (name: string, value: string): Header => ({ name, value });
const session = header('Set-Cookie', 'sid=1');

describe('answers that Firefox may keep', () => {
  it.each([
    ['a page', 'main_frame', 'public, max-age=60', []],
    ['a frame', 'sub_frame', '', []],
    ['data', 'xmlhttprequest', 'max-age=60', []],
    ['a picture', 'image', 'max-age=60', []],
    ['a private script', 'script', 'private, max-age=60', []],
    ['a script that is private in part', 'script', 'max-age=60,Private="set-cookie"', []],
    ['a page that may be stored, by a word that is none', 'main_frame', 'no-store-x, x-no-store', []],
    ['a page that has only a field called so', 'main_frame', 'no-cache="a, no-store, b"', []],
    ['a page that has a field called so, and no end', 'main_frame', 'no-cache="a, no-store', []],
    ['a picture that is for everybody by no word', 'image', 'x-public, immutable-x, max-age=60', []],
    [
      'a script that is another with other cookies',
      'script',
      'max-age=60',
      [header('Vary', 'Accept, Cookie')],
    ],
  ])('are not %s', (_, type, cacheControl, others) => {
    const responseHeaders = [header('cache-control', cacheControl), ...others, session];
    expect(keptHeaders({ type, responseHeaders }, false)).toEqual([
      ...others,
      session,
      header('Cache-Control', 'no-store'),
    ]);
  });

  it.each([
    ['a script', 'script', 'max-age=60'],
    ['a style', 'stylesheet', ''],
    ['a font', 'font', 'immutable'],
    ['a picture for everybody', 'image', 'Public, max-age=60'],
    ['what must not be kept anyway', 'main_frame', 'private, no-store'],
    ['what must not be kept, however it is written', 'main_frame', 'max-age=0 ,No-Store=1'],
    ['a script that is not private', 'script', 'x-private, max-age=60'],
  ])('are %s', (_, type, cacheControl) => {
    expect(keptHeaders({ type, responseHeaders: [header('Cache-Control', cacheControl)] }, false)).toBeNull();
  });

  it('lose their cookies where they are late, and only there', () => {
    const late = { type: 'script', responseHeaders: [session, header('X', 'y'), session] };
    expect(keptHeaders(late, true)).toEqual([header('X', 'y')]);
    expect(keptHeaders(late, false)).toBeNull();
    expect(keptHeaders({ type: 'script', responseHeaders: [] }, true)).toBeNull();
  });
});
