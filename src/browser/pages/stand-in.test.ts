import { describe, expect, it } from 'vitest';
import { standInFor } from './stand-in';

/** The document that the address makes. */
function madeBy(address: string): string {
  const [, code = ''] = /^javascript:(.*)$/s.exec(address) ?? [];
  return JSON.parse(decodeURIComponent(code));
}

describe('standInFor', () => {
  it('has the mark first, and the title and colour of the page', () => {
    expect(madeBy(standInFor({ title: 'Inbox', background: 'rgb(255, 0, 16)' }, 'm'))).toBe(
      '<!--m--><title>Inbox</title><body bgcolor="#ff0010">',
    );
  });

  it.each([
    ['</title><script>alert(1)</script>', '&lt;/title>&lt;script>alert(1)&lt;/script>'],
    ['Fish & "chips" \\ 100 %', 'Fish &amp; "chips" \\ 100 %'],
    ['Half \ud83d', 'Half '],
    ['Whole \u{1f600}\u2028', 'Whole \u{1f600}\u2028'],
  ])('takes %j for text', (title, expected) => {
    expect(madeBy(standInFor({ title, background: '' }, 'm'))).toBe(`<!--m--><title>${expected}</title>`);
  });

  it('leaves out a colour that the attribute does not know', () => {
    expect(madeBy(standInFor({ title: '', background: 'rgba(1, 2, 3, 0.5)' }, 'm'))).not.toContain('body');
  });
});
