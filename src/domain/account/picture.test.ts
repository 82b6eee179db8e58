import { expect, it } from 'vitest';
import { isPicture } from './picture';

it('takes small pictures of points, and nothing else', () => {
  expect(isPicture('data:image/png;base64,iVBORw0KGgo=')).toBe(true);
  expect(isPicture('data:image/svg+xml,<svg onload="alert(1)"/>')).toBe(false);
  expect(isPicture('https://example.test/a.png')).toBe(false);
  expect(isPicture('data:text/html;base64,AAAA')).toBe(false);
  expect(isPicture('data:image/png;base64,AA"><img src=x>')).toBe(false);
  expect(isPicture(`data:image/png;base64,${'A'.repeat(12_000)}`)).toBe(false);
});
