/** Accounts that have a number to be switched to by: one for each such key. */
export const numbered = 9;

/**
 * Which number from 1 to 9 a key stands for; `null` for none, and with a key such as Ctrl held down. Where a keyboard has other signs
 * on its row of digits, as the French one (`&é"'(`), the place of the key counts.
 */
export function numberOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): number | null {
  const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return null;
  // With Shift another sign is meant. A key with a name, as all of the number pad without Num Lock, does what it is called.
  const isSign = !shiftKey && ([...key].length === 1 || key === 'Dead');
  const place = isSign ? /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] : undefined;
  const digit = /^[1-9]$/.test(key) ? key : place;
  return digit === undefined ? null : Number(digit);
}
