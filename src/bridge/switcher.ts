import type { PageView } from '@/domain/view/page-view';
import type { AccountSwitcher, Events, PageSession, Snapshot, Unsubscribe } from './contract';

/** The object that a page gets, and the one way to change what it says. */
export interface SwitcherHandle {
  readonly switcher: AccountSwitcher;
  /** @param view `null`: the person took the consent back */
  update(view: PageView | null): void;
}

type Listener = (value: never) => void;

/** Everything handed out is frozen, and a change makes new objects: no script of the page can alter what another sees. */
export function createSwitcher(): SwitcherHandle {
  let current: Snapshot = snapshotOf('active', undefined);
  const snapshotListeners = new Set<(snapshot: Snapshot) => void>();
  const eventListeners: Record<keyof Events, Set<Listener>> = {
    status: new Set(),
    consent: new Set(),
    accountschanged: new Set(),
  };

  const emit = <Name extends keyof Events>(name: Name, value: Events[Name]) => {
    for (const listener of eventListeners[name])
      safely(() => (listener as (value: Events[Name]) => void)(value));
  };

  const switcher: AccountSwitcher = Object.freeze({
    apiVersion: 1 as const,
    get status() {
      return statusOf(current);
    },
    get level() {
      return current.level;
    },
    get client() {
      return current.client;
    },
    get session() {
      return current.session;
    },
    get user() {
      return current.user;
    },
    get isSignedIn() {
      return Boolean(current.session);
    },
    addListener(
      listener: (snapshot: Snapshot) => void,
      options: { skipInitialEmit?: boolean } = {},
    ): Unsubscribe {
      snapshotListeners.add(listener);
      if (!options.skipInitialEmit) safely(() => listener(current));
      return () => snapshotListeners.delete(listener);
    },
    on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): Unsubscribe {
      const listeners = eventListeners[name];
      listeners.add(listener as Listener);
      return () => listeners.delete(listener as Listener);
    },
  });

  return {
    switcher,
    update(view) {
      const before = current;
      current = snapshotOf(view === null ? 'none' : 'active', view?.session ?? null);
      if (JSON.stringify(before) === JSON.stringify(current)) return;
      for (const listener of snapshotListeners) safely(() => listener(current));
      if (statusOf(before) !== statusOf(current)) emit('status', statusOf(current));
      if (before.level !== current.level) emit('consent', current.level);
      if (before.session?.id !== current.session?.id) {
        emit('accountschanged', Object.freeze({ sessionIds: Object.freeze(sessionIds(current)) }));
      }
    },
  };
}

function snapshotOf(level: Snapshot['level'], session: PageSession | null | undefined): Snapshot {
  if (!session) return Object.freeze({ level, client: null, session, user: session });
  const frozen = Object.freeze({ ...session, user: Object.freeze({ ...session.user }) });
  return Object.freeze({ level, client: null, session: frozen, user: frozen.user });
}

function statusOf({ session }: Snapshot): Events['status'] {
  return session === undefined ? 'loading' : 'ready';
}

function sessionIds({ session }: Snapshot): readonly string[] {
  return session ? [session.id] : [];
}

/** A listener that throws must not keep the next from hearing; the page's own error handling gets to see it. */
function safely(work: () => void): void {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
}
