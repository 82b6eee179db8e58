import { expect, it, vi } from 'vitest';
import { onWindows } from './tab-events';

const { heard, query } = vi.hoisted(() => ({
  heard: {} as Record<'removed' | 'created', () => void>,
  query: vi.fn(),
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    windows: {
      onRemoved: { addListener: (listener: () => void) => Object.assign(heard, { removed: listener }) },
    },
    tabs: {
      query,
      onCreated: { addListener: (listener: () => void) => Object.assign(heard, { created: listener }) },
    },
  },
}));

it('tells last how it is, however long each answer takes', async () => {
  const told: boolean[] = [];
  let answer: (tabs: unknown[]) => void = () => undefined;
  query.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  query.mockResolvedValueOnce([{ id: 1 }]);
  onWindows(async (isAny) => void told.push(isAny));
  heard.removed();
  heard.created();
  await vi.waitFor(() => expect(query).toHaveBeenCalled());
  answer([]);
  await vi.waitFor(() => expect(told).toEqual([false, true]));
});

it('goes on after it could not be told', async () => {
  const listener = vi.fn().mockRejectedValueOnce(new Error('locked')).mockResolvedValue(undefined);
  query.mockResolvedValue([]);
  onWindows(listener);
  heard.removed();
  heard.removed();
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
});
