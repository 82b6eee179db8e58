import { folded } from '@/domain/account/label-search';

/** Milliseconds after which a letter begins a new word. */
const pause = 700;

export interface TypeAhead {
  /**
   * The row whose label begins with what was typed, from the one with the focus on, round the end. The same letter again goes to
   * the next one that begins with it (WAI-ARIA APG, listbox pattern).
   * @param at the place of the focus, from 0; −1 for none
   * @param now milliseconds
   * @returns its place; −1 where there is none
   */
  find(letter: string, labels: readonly string[], at: number, now: number): number;
  /** Whether a letter that comes now goes on with a word. @param now milliseconds */
  isTyping(now: number): boolean;
}

export function createTypeAhead(): TypeAhead {
  let typed = '';
  let last = Number.NEGATIVE_INFINITY;
  const isTyping = (now: number) => now - last <= pause;
  return {
    isTyping,
    find: (letter, labels, at, now) => {
      typed = isTyping(now) ? typed + letter : letter;
      last = now;
      const isRepeated = [...typed].every((one) => one === letter);
      const wanted = folded(isRepeated ? letter : typed);
      const start = Math.max(isRepeated ? at + 1 : at, 0);
      const order = labels.map((_, step) => (start + step) % labels.length);
      return order.find((index) => folded(labels[index] ?? '').startsWith(wanted)) ?? -1;
    },
  };
}
