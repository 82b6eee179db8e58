import { describe, expect, it } from 'vitest';
import { colours } from './colour';

describe('the colours', () => {
  it.each(Object.entries(colours))('%s carries white text (WCAG 2.2, 4.5 to 1)', (_, hex) => {
    const channel = (at: number) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
