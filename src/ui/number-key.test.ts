import { describe, expect, it } from 'vitest';
import { numberOf } from './number-key';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const pressed = (key: string, code: string, more: Partial<typeof plain> = {}) =>
  numberOf({ key, code, ...plain, ...more });

describe('numberOf', () => {
  it.each([
    ['a digit', '2', 'Digit2', 2],
    ['a digit of the number pad', '7', 'Numpad7', 7],
    ['a digit of a keyboard that tells no places', '3', '', 3],
    ['the sign of the French keyboard', 'é', 'Digit2', 2],
    ['its quote', '"', 'Digit3', 3],
    ['a dead key', 'Dead', 'Digit1', 1],
    ['an Arabic digit', '٤', 'Digit4', 4],
  ])('is the number of %s', (_, key, code, expected) => {
    expect(pressed(key, code)).toBe(expected);
  });

  it.each([
    ['0', 'Digit0'],
    ['é', 'Slash'],
    ['End', 'Numpad1'],
    ['F1', 'F1'],
  ])('is none for %s at %s', (key, code) => {
    expect(pressed(key, code)).toBeNull();
  });

  it('is what Shift makes of the key', () => {
    expect(pressed('2', 'Digit2', { shiftKey: true })).toBe(2);
    expect(pressed('!', 'Digit1', { shiftKey: true })).toBeNull();
  });

  it('is none with a key that asks the browser for something', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey'])
      expect(pressed('1', 'Digit1', { [held]: true })).toBeNull();
  });
});
