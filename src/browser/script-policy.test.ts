import { describe, expect, it } from 'vitest';
import { isAnswerOf, restrainsScripts } from './script-policy';

describe('whether an answer restrains scripts', () => {
  const policy = (value: string, name = 'Content-Security-Policy') => [{ name, value }];

  it.each([
    "script-src 'self'",
    "img-src *; script-src-elem 'self'",
    "frame-ancestors 'none', default-src 'self'",
    "object-src 'none';require-trusted-types-for 'script'",
    'sandbox allow-scripts',
  ])('it does by %s', (value) => {
    expect(restrainsScripts(policy(value))).toBe(true);
    expect(restrainsScripts(policy(value, 'content-security-policy-report-only'))).toBe(true);
  });

  it.each(["frame-ancestors 'none'", 'upgrade-insecure-requests; img-src *', ''])(
    'it does not by %s',
    (value) => {
      expect(restrainsScripts(policy(value))).toBe(false);
    },
  );

  it('it does not without a policy', () => {
    expect(restrainsScripts([{ name: 'x-content-security-policy', value: "script-src 'self'" }])).toBe(false);
  });
});

describe('whether an answer is that of the page', () => {
  const page = { began: 10_000, ended: 10_400 };

  it.each([
    ['before the page was asked for', 9_999, false],
    ['while it was loaded', 10_200, true],
    ['a moment late', 10_500, true],
    ['to another page of the tab, later', 12_000, false],
  ])('one that came %s', (_, at, expected) => {
    expect(isAnswerOf(at, page)).toBe(expected);
  });
});
