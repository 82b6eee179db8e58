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

  it('finds all by nothing, in their order', () => {
    expect(found(' ')).toEqual(rows.map(({ label }) => label));
  });
});
