import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered } from '@/testing/builders';
import { cleanLabel, defaultLabel, initialOf, maxLabelLength, uniqueLabel } from './label';

describe('cleanLabel', () => {
  it.each([
    ['  Work  ', 'Work'],
    ['two\n lines\tand tabs', 'two lines and tabs'],
    ['evil\u202Etxt.exe', 'evil txt.exe'],
    ['', null],
    [' \u0000\u202E ', null],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['a\u200Bn\u2060n\uFEFF', 'ann'],
    ['\u200E\u200Fann\u061C', 'ann'],
    ['lone \uD83D end', 'lone end'],
    ['no\uFFFF \uFFFEletter\u{1FFFF}', 'no letter'],
    ['\u3164\u115F\uFFA0', null],
    [' \u200D\u200C ', null],
    ['\u0301', null],
    ['Zoe\u0308', 'Zoë'],
    ['مي\u200Cخواهم', 'مي\u200Cخواهم'],
    ['דנה כהן', 'דנה כהן'],
    [
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('makes %j into %j', (text, expected) => {
    expect(cleanLabel(text)).toBe(expected);
  });

  it('cuts between characters that people see, never inside one', () => {
    const label = cleanLabel('👩‍👩‍👧'.repeat(100)) ?? '';
    expect(label).toBe(`${'👩‍👩‍👧'.repeat(maxLabelLength - 1)}…`);
  });

  it('shows that something was cut off, and only then', () => {
    const words = 'word '.repeat(12).trim();
    expect(cleanLabel(`${words}s`)).toBe(`${words}s`);
    expect(cleanLabel(`${words} more`)).toBe(`${words}…`);
    expect(cleanLabel(`a${'\u0301'.repeat(100_000)}`)).toBeNull();
  });

  it('is of no more than some length, however little of it is seen', () => {
    expect(cleanLabel(`a${'\u0301'.repeat(100_000)}`)?.length ?? 0).toBeLessThan(1000);
    expect(cleanLabel(`${'👩\u200D'.repeat(100_000)}`)?.length ?? 0).toBeLessThan(1000);
    expect(cleanLabel(`b${'x'.repeat(10_000_000)}`)).toHaveLength(maxLabelLength);
  });

  it('gives what it would give again, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanLabel(text);
        if (once !== null) expect(cleanLabel(once)).toBe(once);
      }),
    );
  });
});

describe('uniqueLabel', () => {
  it('numbers what is taken, in whatever case', () => {
    expect(uniqueLabel('Work', ['Home'])).toBe('Work');
    expect(uniqueLabel('Work', ['work', 'Work 2'])).toBe('Work 3');
  });

  it('tells people of one name apart by their handles', () => {
    expect(uniqueLabel('Ann', ['Ben'], 'ann@x.test')).toBe('Ann');
    expect(uniqueLabel('Ann', ['ann'], 'ann@x.test')).toBe('Ann (ann@x.test)');
    expect(uniqueLabel('Ann', ['Ann', 'Ann (ann@x.test)'], 'ann@x.test')).toBe('Ann 2');
    expect(uniqueLabel('ann@x.test', ['ann@x.test'], 'ann@x.test')).toBe('ann@x.test 2');
    expect(uniqueLabel('b'.repeat(60), ['b'.repeat(60)], 'c'.repeat(60))).toBe(
      `${'b'.repeat(16)}… (${'c'.repeat(39)}…)`,
    );
  });

  it('is unique and short enough for any list', () => {
    const label = fc.constantFrom('a', 'A', 'a 2', 'b'.repeat(60), `${'b'.repeat(55)} 2`);
    fc.assert(
      fc.property(label, fc.array(label), (wanted, others) => {
        const unique = uniqueLabel(wanted, others);
        expect(others.map((other) => other.toLowerCase())).not.toContain(unique.toLowerCase());
        expect(unique.length).toBeLessThanOrEqual(maxLabelLength);
      }),
    );
  });

  it('fills the first gap among default labels', () => {
    expect(defaultLabel([], numbered)).toBe('Account 1');
    expect(defaultLabel(['Account 1', 'account 3'], numbered)).toBe('Account 2');
  });
});

describe('initialOf', () => {
  it.each([
    ['Account 2', '2'],
    ['work', 'W'],
    ['ann@example.test', 'A'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧'],
    ['éa', 'É'],
  ])('of %s is %s', (label, initial) => {
    expect(initialOf(label)).toBe(initial);
  });
});
