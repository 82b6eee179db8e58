import { AppError } from '@/domain/app-error';
import { type Place, placeKey } from '@/domain/ids';
import type { AnnouncePort, Clock } from '../ports';

/** How far the rows of databases have been moved in a switch that goes on, and whether its person still wants it. */
export interface Move {
  /** More rows that are to be moved. */
  expect(rows: number): void;
  /** So many were moved. @throws AppError `switch/cancelled` when its person does not want it any more */
  advance(rows: number): void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Moves {
  /** Runs `work`, of which others can see how far it is and which they can cancel. */
  run<Result>(place: Place, work: (move: Move) => Promise<Result>): Promise<Result>;
  /** `null` when nothing goes on there, or nothing that takes time. */
  progress(place: Place): Progress | null;
  /** Does nothing where nothing goes on. */
  cancel(place: Place): void;
}

/** Milliseconds from one piece of news to the next. */
const step = 200;

/** For what is put back: it is not told, and it cannot be cancelled. */
export const silently: Move = { expect: () => undefined, advance: () => undefined };

/** Held in memory on purpose: what goes on in a worker ends with it. */
export function createMoves(clock: Clock, announce: Pick<AnnouncePort, 'progressed'>): Moves {
  const running = new Map<string, { done: number; total: number; cancelled: boolean }>();
  return {
    async run(place, work) {
      const state = { done: 0, total: 0, cancelled: false };
      let told = clock.now();
      running.set(placeKey(place), state);
      const move: Move = {
        expect: (rows) => {
          state.total += rows;
        },
        advance: (rows) => {
          if (state.cancelled) throw new AppError('switch/cancelled');
          state.done += rows;
          if (clock.now() - told < step) return;
          told = clock.now();
          announce.progressed();
        },
      };
      try {
        return await work(move);
      } finally {
        running.delete(placeKey(place));
      }
    },
    progress: (place) => {
      const state = running.get(placeKey(place));
      return state === undefined || state.total === 0 ? null : { done: state.done, total: state.total };
    },
    cancel: (place) => {
      const state = running.get(placeKey(place));
      if (state !== undefined) state.cancelled = true;
    },
  };
}
