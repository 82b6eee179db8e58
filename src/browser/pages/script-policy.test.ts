import { describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { createFakeArea } from '@/testing/fake-area';
import { forgetPolicy, isAnswerOf, isUnruled, notePolicy, restrainsScripts } from './script-policy';

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

describe('what is noted of a tab', () => {
  const tab = 7 as TabId;
  const page = { began: 10_000, ended: 10_400 };
  const policy = [{ name: 'content-security-policy', value: "script-src 'self'" }];

  it('counts for the page that was answered, until one with a policy comes', async () => {
    const area = createFakeArea();
    expect(await isUnruled(area, tab, page)).toBe(false);
    await notePolicy(area, tab, [], 10_200);
    expect(await isUnruled(area, tab, page)).toBe(true);
    expect(await isUnruled(area, tab, null)).toBe(false);
    await notePolicy(area, tab, policy, 10_300);
    expect(await isUnruled(area, tab, page)).toBe(false);
  });

  it('is not believed where an answer without one came while a page with one was loaded', async () => {
    const area = createFakeArea();
    await notePolicy(area, tab, policy, 10_100);
    // It made no page (a download, say), or is of a page that is loaded before anybody goes to it.
    await notePolicy(area, tab, [], 10_300);
    expect(await isUnruled(area, tab, page)).toBe(false);
    await notePolicy(area, tab, [], 12_100);
    expect(await isUnruled(area, tab, { began: 12_000, ended: 12_400 })).toBe(true);
  });

  it('goes with the tab', async () => {
    const area = createFakeArea();
    await notePolicy(area, tab, [], 10_200);
    await forgetPolicy(area, tab);
    expect(area.content.size).toBe(0);
  });
});
