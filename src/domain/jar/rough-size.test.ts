import { describe, expect, it } from 'vitest';
import { roughSize } from './rough-size';

describe('the rough size of a value', () => {
  it('counts what is in it, however it is nested', () => {
    expect(roughSize('four')).toBe(8);
    expect(roughSize(new Uint8Array(500))).toBe(500);
    const [flat, nested] = [{ text: 'a'.repeat(1000) }, { a: [{ b: new Map([['k', 'a'.repeat(1000)]]) }] }];
    for (const value of [flat, nested]) expect(roughSize(value)).toBeGreaterThan(2000);
    for (const value of [flat, nested]) expect(roughSize(value)).toBeLessThan(2200);
  });

  it('ends where a value holds itself', () => {
    const value: Record<string, unknown> = { text: 'hat' };
    value.self = value;
    expect(roughSize(value)).toBeLessThan(100);
  });
});
