import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What has a left and a right turns round with the language; styles say where a line begins and ends. */

const source = join(dirname(fileURLToPath(import.meta.url)), '..');
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
);

/** The declarations that name a side, or give the left one another value than the right. */
function sidesIn(css: string): string[] {
  const declarations = [...css.matchAll(/([\w-]+):\s*([^;{}]+);/g)];
  return declarations
    .filter(([, property = '', value = '']) => {
      if (/(^|-)(left|right)(-|$)/.test(property)) return true;
      if (/^(text-align|float|clear|caption-side)$/.test(property)) return /\b(left|right)\b/.test(value);
      if (!/^(margin|padding|inset|border-(width|color|style)|scroll-(margin|padding))$/.test(property))
        return false;
      const [, right, , left] = value.match(/[\w.-]+\([^()]*(\([^()]*\)[^()]*)*\)|\S+/g) ?? [];
      return left !== undefined && left !== right;
    })
    .map(([declaration]) => declaration);
}

describe('no side is named', () => {
  it.each(sheets)('in %s', (sheet) => {
    expect(sidesIn(readFileSync(join(source, sheet), 'utf8'))).toEqual([]);
  });

  it('that would be seen', () => {
    const named = [
      'margin-left: 4px;',
      'left: 0;',
      'text-align: right;',
      'padding: 0 4px 0 calc(var(--a) + (2 * 3px));',
    ];
    const fine = 'padding: 0 var(--a); inset-inline-start: 0; margin: 0 auto 4px auto; text-align: start;';
    expect(sidesIn(`${named.join(' ')} ${fine}`)).toEqual(named);
  });
});
