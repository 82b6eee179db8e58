import { describe, expect, it } from 'vitest';
import { matching } from './label-search';

const rows = ['Work', 'Network', 'Zoë Client', 'ann@example.test', 'שרה', 'Account 12'].map((label) => ({
  label,
}));
const found = (text: string) => matching(rows, text).map(({ label }) => label);

describe('matching', () => {
  it.each([
    ['work', ['Work', 'Network']],
    ['WORK', ['Work', 'Network']],
    ['zoe cl', ['Zoë Client']],
    ['client zo', ['Zoë Client']],
    ['example', ['ann@example.test']],
    ['שר', ['שרה']],
    ['12', ['Account 12']],
    ['nobody', []],
    ['.*', []],
  ])('finds by %j', (text, labels) => {
    expect(found(text)).toEqual(labels);
  });

  it('finds also by the handle', () => {
    const people = [
      { label: 'Work', handle: 'ann@company.test' },
      { label: 'Anna', handle: null },
    ];
    expect(matching(people, 'ann')).toEqual([people[1], people[0]]);
    expect(matching(people, 'company work')).toEqual([people[0]]);
  });

  it('finds all by nothing, in their order', () => {
    expect(found(' ')).toEqual(rows.map(({ label }) => label));
  });
});
