import type { AccountId, TabId } from '../ids';
import type { Jar } from '../jar';
import type { TabStorage } from './web-storage';

/**
 * A tab of the Site that was asleep when accounts were exchanged. Its sessionStorage can be reached in its page alone, so it still has
 * that of the account before.
 */
export interface Sleeper {
  readonly tabId: TabId;
  /** By which it is found again once the browser was restarted. */
  readonly url: string;
  /** Whose sessionStorage it has; `null`: nobody's. */
  readonly owner: AccountId | null;
  /** `stored`: what it had is with its owner, and in the tab there may be anything between the two; `exchanged`: it may be shown. */
  readonly phase: SleeperPhase;
  /** It has woken, and could not be exchanged: its page stands there without scripts until the next switch, or start of the background. */
  readonly isStuck: boolean;
}

export const sleeperPhases = ['asleep', 'stored', 'exchanged'] as const;
export type SleeperPhase = (typeof sleeperPhases)[number];

/** Who is among them already has what it has from an earlier switch. */
export function withSleepers(
  known: readonly Sleeper[],
  asleep: readonly Pick<Sleeper, 'tabId' | 'url'>[],
  owner: AccountId | null,
): Sleeper[] {
  const fresh = asleep.filter(({ tabId }) => known.every((one) => one.tabId !== tabId));
  return [
    ...known,
    ...fresh.map(({ tabId, url }) => ({ tabId, url, owner, phase: 'asleep' as const, isStuck: false })),
  ];
}

/** Whether its page must not run before the sessionStorage was exchanged. */
export function isStale({ owner, phase }: Sleeper, active: AccountId | null): boolean {
  return phase !== 'asleep' || owner !== active;
}

/** A tab as the browser opens it again. */
export interface ReopenedTab extends Pick<Sleeper, 'tabId' | 'url'> {
  readonly awake: boolean;
}

/**
 * After a restart tabs have other numbers. One that woke before it was found has run, and is left as it is. Where it cannot be told whose
 * each of several of one address is, what they have is nobody's: it must be stored under nobody, and none may run with it.
 */
export function foundAgain(known: readonly Sleeper[], tabs: readonly ReopenedTab[]): Sleeper[] {
  return [...new Set(known.map(({ url }) => url))].flatMap((url) => {
    const those = known.filter((one) => one.url === url);
    const open = tabs.filter((tab) => tab.url === url);
    const [first] = those;
    const areCertain = open.length <= those.length && those.every(({ owner }) => owner === first?.owner);
    return open
      .map((tab, index) => ({ tab, sleeper: areCertain ? those[index] : nobodys(url) }))
      .flatMap(({ tab: { tabId, awake }, sleeper }) =>
        awake || sleeper === undefined ? [] : [{ ...sleeper, tabId, isStuck: false }],
      );
  });
}

function nobodys(url: string): Omit<Sleeper, 'tabId'> {
  return { url, owner: null, phase: 'stored', isStuck: false };
}

/** A jar with what one tab had. Nothing is written down too: left out, it would count as not read. */
export function withTab(jar: Jar, seen: TabStorage): Jar {
  const others = jar.tabs.filter(({ tabId, origin }) => tabId !== seen.tabId || origin !== seen.origin);
  return { ...jar, tabs: [...others, seen] };
}

/** Whether any of these jars has a sessionStorage at all: where none has, what sleeps has none either. */
export function usesSession(jars: readonly (Pick<Jar, 'tabs'> | null)[]): boolean {
  return jars.some((jar) => jar?.tabs.some(({ session }) => session.length > 0));
}
