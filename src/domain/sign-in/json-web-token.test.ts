import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { token } from '@/testing/people';
import { claimsOf, holdsToken, payloadsIn, subjectIn } from './json-web-token';

/** The definition, which is too slow for texts of pages. */
const byDefinition = /\beyJ[\w-]{8,}\.([\w-]{8,})\.[\w-]*/g;

describe('payloadsIn', () => {
  it('finds what the definition finds, in any text', () => {
    const piece = fc.constantFrom('eyJ', 'eyJhbGciOi', 'abcdefgh', 'a', '.', '-', '_', ' ', '"', 'ë', '%22');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(payloadsIn(text)[0]).toBe([...text.matchAll(byDefinition)][0]?.[1]);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds several, and no more than asked for', () => {
    const text = `{"id_token":"${token({ sub: 'a' })}","access_token":"${token({ sub: 'b' })}"}`;
    expect(payloadsIn(text, 5).map((payload) => claimsOf(payload)?.sub)).toEqual(['a', 'b']);
    expect(payloadsIn(text)).toHaveLength(1);
  });

  it('ends on texts that are made to take for ever', () => {
    for (const piece of ['-eyJaaaaaaaa', 'eyJ', 'aeyJ', '.eyJa', '-eyJaaaaaaaa.a '])
      expect(holdsToken(piece.repeat(400_000))).toBe(false);
  });
});

describe('subjectIn', () => {
  it('tells subjects by issuer and letter', () => {
    expect(subjectIn(token({ iss: 'i', sub: 'bën' }))).toBe('["i","bën"]');
    expect(subjectIn(token({ sub: 7 }))).toBe('[null,7]');
    expect(subjectIn(token({ name: 'Ann' }))).toBeNull();
    expect(subjectIn('eyJhbGciOiJIUzI1NiJ9.bnVsbG51bGw.x')).toBeNull();
  });
});
