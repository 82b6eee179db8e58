import type { PageView } from '@/domain/view/page-view';

/**
 * The names and shapes of the page API, first version: the level `active`. It is found by announcement (the pattern of
 * EIP-6963) and leaves no global behind: a page asks with `requestEvent` and hears `announceEvent`, in either order of
 * loading. Where the person has not agreed there is no script to answer.
 */
export const requestEvent = 'accountswitcher:request';
export const announceEvent = 'accountswitcher:announce';

/** Between our two worlds in one page. Text only: objects of one world are awkward in the other. */
export const stateEvent = 'hatrack:state';
export const helloEvent = 'hatrack:hello';

export type ConsentLevel = 'none' | 'active';

export type PageSession = NonNullable<PageView['session']>;

export interface Snapshot {
  readonly level: ConsentLevel;
  /** The list of sessions belongs to a level that this version does not offer. */
  readonly client: null;
  /** `undefined`: not known yet. `null`: nobody is active. */
  readonly session: PageSession | null | undefined;
  readonly user: PageSession['user'] | null | undefined;
}

export interface Events {
  readonly status: 'loading' | 'ready';
  readonly consent: ConsentLevel;
  readonly accountschanged: { readonly sessionIds: readonly string[] };
}

export type Unsubscribe = () => void;

export interface AccountSwitcher extends Snapshot {
  readonly apiVersion: 1;
  readonly status: Events['status'];
  readonly isSignedIn: boolean;
  /** Called at once with what is known, then on each change. */
  addListener(listener: (snapshot: Snapshot) => void, options?: { skipInitialEmit?: boolean }): Unsubscribe;
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): Unsubscribe;
}

export interface AnnounceDetail {
  readonly info: {
    readonly uuid: string;
    readonly name: string;
    readonly icon: string;
    readonly rdns: string;
  };
  readonly switcher: AccountSwitcher;
}

/** What the relay hands over: a view, or `null` when the page is told nothing (any more). */
export function encodeState(view: PageView | null): string {
  return JSON.stringify(view);
}

/** A page can send this event too; whatever it sends, it deceives only itself, but it must not break the script. */
export function decodeState(detail: unknown): PageView | null | undefined {
  if (typeof detail !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(detail);
    return value === null || isPageView(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPageView(value: unknown): value is PageView {
  if (typeof value !== 'object' || value === null || !('session' in value)) return false;
  const { session } = value;
  if (session === null) return true;
  return (
    typeof session === 'object' && 'id' in session && 'user' in session && typeof session.user === 'object'
  );
}
