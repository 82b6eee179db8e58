import { type ReadonlySignal, signal } from '@preact/signals';
import type { CommandView } from '@/domain/view';

/** What the page needs from outside; tests give their own. */
export interface WelcomeDeps {
  listCommands(): Promise<readonly CommandView[]>;
  isOnToolbar(): Promise<boolean>;
  openShortcuts(): Promise<void>;
  openSettings(): Promise<void>;
}

export interface WelcomeState {
  readonly commands: ReadonlySignal<readonly CommandView[]>;
  /** Hatrack's button is where nobody sees it. */
  readonly isHidden: ReadonlySignal<boolean>;
  /** Finds out how things stand in the browser. */
  look(): Promise<void>;
  openShortcuts(): void;
  openSettings(): void;
}

export function createWelcomeState(deps: WelcomeDeps): WelcomeState {
  const commands = signal<readonly CommandView[]>([]);
  const isHidden = signal(false);
  return {
    commands,
    isHidden,
    look: async () => {
      const [listed, isSeen] = await Promise.all([deps.listCommands(), deps.isOnToolbar()]);
      commands.value = listed;
      isHidden.value = !isSeen;
    },
    openShortcuts: () => void deps.openShortcuts(),
    openSettings: () => void deps.openSettings(),
  };
}
