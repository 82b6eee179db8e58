import { describe, expect, it } from 'vitest';
import { createTypeAhead } from './type-ahead';

const labels = ['Cora', 'Ann', 'Carl', 'Élise', 'Cato'];

/** Where the focus comes to be, letter by letter. */
function typed(letters: string, from: number, pause = 100): number[] {
  const typeAhead = createTypeAhead();
  let [at, now] = [from, 0];
  return [...letters].map((letter) => {
    now += pause;
    const found = typeAhead.find(letter, labels, at, now);
    if (found !== -1) at = found;
    return found;
  });
}

describe('type-ahead', () => {
  it('goes to the next label that begins with what was typed', () => {
    expect(typed('ca', 0)).toEqual([2, 2]);
    expect(typed('cat', 0)).toEqual([2, 2, 4]);
  });

  it('goes round all that begin with a letter that is typed again', () => {
    expect(typed('cccc', -1)).toEqual([0, 2, 4, 0]);
  });

  it('begins anew after a pause', () => {
    expect(typed('ca', 0, 800)).toEqual([2, 1]);
  });

  it('knows letters by what they are without accents and case', () => {
    expect(typed('E', 0)).toEqual([3]);
  });

  it('finds nothing where there is nothing', () => {
    expect(typed('x', 0)).toEqual([-1]);
    expect(createTypeAhead().find('a', [], -1, 0)).toBe(-1);
  });
});
