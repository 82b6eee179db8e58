import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLabel, defaultLabel, initialOf, maxLabelLength, uniqueLabel } from './label';

describe('cleanLabel', () => {
  it.each([
    ['  Work  ', 'Work'],
    ['two\n lines\tand tabs', 'two lines and tabs'],
    ['evil\u202Etxt.exe', 'evil txt.exe'],
    ['', null],
    [' \u0000\u202E ', null],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
  ])('makes %j into %j', (text, expected) => {
    expect(cleanLabel(text)).toBe(expected);
  });

  it('cuts between characters that people see, never inside one', () => {
    const label = cleanLabel('👩‍👩‍👧'.repeat(100)) ?? '';
    expect(label).toBe('👩‍👩‍👧'.repeat(maxLabelLength));
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
    expect(defaultLabel([])).toBe('Account 1');
    expect(defaultLabel(['Account 1', 'account 3'])).toBe('Account 2');
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
