import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../ids';
import { patternOfPage, type Rule, ruleFor, rulePattern, withoutRule, withRule } from './rule';

const site = { domains: ['app.test', 'localhost'] };
const rule = (pattern: string, accountId = pattern): Rule => ({
  pattern,
  accountId: accountId as AccountId,
  asks: true,
});
const found = (url: string, ...patterns: string[]) =>
  ruleFor(
    patterns.map((one) => rule(one)),
    url,
  )?.pattern;

describe('rulePattern', () => {
  it.each([
    ['app.test/admin/*', 'app.test/admin/*'],
    ['  https://App.test/Admin ', 'app.test/Admin'],
    ['app.test', 'app.test/*'],
    ['*.app.test', '*.app.test/*'],
    ['www.app.test/a/../b/*?tab=1#top', 'www.app.test/b/*'],
    ['localhost:3000/*', 'localhost:3000/*'],
    ['localhost:80', 'localhost:80/*'],
    ['https://app.test:443/a', 'app.test:443/a'],
    ['app.test/a b', 'app.test/a%20b'],
    ['*.bücher.app.test/', '*.xn--bcher-kva.app.test/'],
  ])('takes %j for %j', (typed, pattern) => {
    expect(rulePattern(site, typed)).toBe(pattern);
  });

  it.each([
    '',
    '/admin/*',
    'other.test/*',
    '*/admin',
    'a*.app.test/',
    'ann@app.test/',
    'app.test:x/',
    'ftp://app.test/',
    'app test',
  ])('refuses %j', (typed) => {
    expect(rulePattern(site, typed)).toBeNull();
  });

  it('gives back what it gave', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.boolean(), (path, wild) => {
        const pattern = rulePattern(site, `${wild ? '*.' : ''}app.test${path}`);
        expect(pattern).not.toBeNull();
        expect(rulePattern(site, pattern ?? '')).toBe(pattern);
      }),
    );
  });
});

describe('ruleFor', () => {
  it.each([
    ['app.test/admin/*', 'https://app.test/admin/users?page=2#top'],
    ['app.test/admin/*', 'http://app.test:8080/admin'],
    ['app.test/*/edit', 'https://app.test/notes/7/edit'],
    ['app.test/*', 'https://app.test/'],
    ['*.app.test/*', 'https://app.test/'],
    ['*.app.test/*', 'https://a.b.app.test/'],
    ['localhost:3000/*', 'http://localhost:3000/x'],
    ['app.test:443/*', 'https://app.test/'],
  ])('finds %j for %j', (pattern, url) => {
    expect(found(url, pattern)).toBe(pattern);
  });

  it.each([
    ['app.test/admin/*', 'https://app.test/administration'],
    ['app.test/admin', 'https://app.test/admin/users'],
    ['app.test/*/edit', 'https://app.test/edit'],
    ['app.test/aa*aa', 'https://app.test/aaa'],
    ['app.test/*', 'https://www.app.test/'],
    ['*.app.test/*', 'https://snapp.test/'],
    ['localhost:3000/*', 'http://localhost:3001/x'],
    ['app.test/*', 'chrome://app.test/'],
    ['app.test/*', ''],
  ])('does not find %j for %j', (pattern, url) => {
    expect(found(url, pattern)).toBeUndefined();
  });

  it.each([
    ['https://app.test/admin/users', 'app.test/admin/*', ['app.test/*', '*.app.test/admin/users']],
    ['https://app.test/admin', 'app.test/admin', ['app.test/admin*', 'app.test/admin/*']],
    ['https://a.b.app.test/', '*.b.app.test/*', ['*.app.test/*', 'app.test/*']],
    ['http://localhost:3000/', 'localhost:3000/*', ['localhost/*']],
  ])('takes the most specific for %j: %j', (url, pattern, others) => {
    expect(found(url, ...others, pattern)).toBe(pattern);
  });

  it('finds the same in whatever order they stand', () => {
    const paths = fc.stringMatching(/^(\/[ab*]{0,2}){1,3}$/);
    const patterns = fc.uniqueArray(paths, { maxLength: 6 });
    fc.assert(
      fc.property(patterns, fc.stringMatching(/^(\/[ab]{0,2}){1,3}$/), fc.nat(), (all, path, seed) => {
        const rules = all.map((one) => rule(`app.test${one}`));
        const turned = [...rules.slice(seed % (all.length + 1)), ...rules.slice(0, seed % (all.length + 1))];
        const url = `https://app.test${path}`;
        expect(ruleFor(turned.toReversed(), url)).toEqual(ruleFor(rules, url));
      }),
    );
  });

  it('knows a path by its pieces as a regular expression would', () => {
    const pattern = fc.stringMatching(/^[ab*]{0,8}$/);
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab]{0,8}$/), (pieces, path) => {
        const expression = new RegExp(`^/${pieces.replaceAll('*', '.*')}$`);
        const isFound = found(`https://app.test/${path}`, `app.test/${pieces}`) !== undefined;
        expect(isFound).toBe(expression.test(`/${path}`));
      }),
    );
  });

  it('finds what is suggested for a page on that page', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const pattern = patternOfPage(url);
        expect(pattern).not.toBeNull();
        expect(found(url, pattern ?? '')).toBe(pattern);
      }),
    );
    expect(patternOfPage('https://app.test/notes')).toBe('app.test/notes/*');
    expect(patternOfPage('https://app.test/')).toBe('app.test/*');
    expect(patternOfPage('about:blank')).toBeNull();
  });
});

describe('the rules of a Site', () => {
  it('have one account for each pattern', () => {
    const rules = withRule(withRule([], rule('app.test/*', 'ann')), rule('app.test/*', 'ben'));
    expect(rules).toEqual([rule('app.test/*', 'ben')]);
    expect(withoutRule(rules, 'app.test/*')).toEqual([]);
  });
});
