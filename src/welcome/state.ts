import { type ReadonlySignal, signal } from '@preact/signals';

/** What the page needs from outside; tests give their own. */
export interface WelcomeDeps {
  /** By the name of the command. */
  assignedKeys(): Promise<ReadonlyMap<string, string>>;
  isOnToolbar(): Promise<boolean>;
  openShortcuts(): Promise<void>;
  openSettings(): Promise<void>;
}

export interface WelcomeState {
  readonly keys: ReadonlySignal<ReadonlyMap<string, string>>;
  /** Hatrack's button is where nobody sees it. */
  readonly isHidden: ReadonlySignal<boolean>;
  /** Finds out how things stand in the browser. */
  look(): Promise<void>;
  openShortcuts(): void;
  openSettings(): void;
}

export function createWelcomeState(deps: WelcomeDeps): WelcomeState {
  const keys = signal<ReadonlyMap<string, string>>(new Map());
  const isHidden = signal(false);
  return {
    keys,
    isHidden,
    look: async () => {
      const [assigned, isSeen] = await Promise.all([deps.assignedKeys(), deps.isOnToolbar()]);
      keys.value = assigned;
      isHidden.value = !isSeen;
    },
    openShortcuts: () => void deps.openShortcuts(),
    openSettings: () => void deps.openSettings(),
  };
}
