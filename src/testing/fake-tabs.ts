import type { PageLook } from '@/domain/identity/page-look';
import type { TabId } from '@/domain/ids';
import { type Holdings, holdsNothing } from '@/domain/jar/web-storage';
import type { Tab, TabsPort, WrittenPage } from '@/engine/ports';

export interface FakeTabs extends TabsPort {
  readonly open: Tab[];
  /** Tabs whose page ended and has not come back. */
  readonly quieted: Set<TabId>;
  /** Tabs whose page was loaded again, in order. */
  readonly reloaded: TabId[];
  readonly discarded: TabId[];
  /** Tabs whose page asks before it goes. */
  readonly asking: Set<TabId>;
  /** Tabs whose page asks for a password. */
  readonly passwords: Set<TabId>;
  /** What pages let be seen beside what they keep. */
  readonly looks: Map<TabId, Partial<PageLook>>;
  /** Pictures that pages show, by address. */
  readonly pictures: Map<string, string>;
  /** Tabs whose page was loaded again. */
  readonly again: Set<TabId>;
  /** Tabs whose page does not go. */
  readonly staying: Set<TabId>;
  /** Tabs whose page does not say what its origin keeps, nor the empty one in its place. */
  readonly silent: Set<TabId>;
  /** Tabs that show that their page could not be loaded. */
  readonly failed: Set<TabId>;
  /** What tabs show that have no address. */
  readonly writtenPages: Map<TabId, WrittenPage>;
}

/**
 * @param holdings what the origin of a page keeps, as its tab can tell
 * @param kept the entries themselves
 */
export function createFakeTabs(
  holdings: (tab: TabId, origin: string) => Holdings,
  kept: (tab: TabId, origin: string) => Pick<PageLook, 'local' | 'session'>,
): FakeTabs {
  const open: Tab[] = [];
  const quieted = new Set<TabId>();
  const reloaded: TabId[] = [];
  const discarded: TabId[] = [];
  const asking = new Set<TabId>();
  const passwords = new Set<TabId>();
  const again = new Set<TabId>();
  const staying = new Set<TabId>();
  const silent = new Set<TabId>();
  const failed = new Set<TabId>();
  const writtenPages = new Map<TabId, WrittenPage>();
  const looks = new Map<TabId, Partial<PageLook>>();
  const pictures = new Map<string, string>();
  const held = (id: TabId): Holdings => {
    const tab = open.find((candidate) => candidate.id === id);
    return tab === undefined || failed.has(id) ? holdsNothing : holdings(id, new URL(tab.url).origin);
  };
  /** Pages that gave way where they stood: their tabs keep the address. */
  const inPlace = new Set<TabId>();
  /** Other quiet tabs have no address that can be seen. */
  const seen = (tab: Tab): Tab => (quieted.has(tab.id) && !inPlace.has(tab.id) ? { ...tab, url: '' } : tab);
  return {
    open,
    quieted,
    reloaded,
    discarded,
    asking,
    passwords,
    again,
    staying,
    silent,
    failed,
    writtenPages,
    looks,
    pictures,
    all: async (storeId) => open.map(seen).filter((tab) => tab.storeId === storeId),
    byId: async (id) => {
      const tab = open.find((candidate) => candidate.id === id);
      return tab === undefined ? null : seen(tab);
    },
    isNew: async (id) => !again.has(id),
    asksPassword: async (id) => passwords.has(id),
    wouldAsk: async (id) => (failed.has(id) ? null : asking.has(id)),
    written: async (id) => writtenPages.get(id) ?? null,
    holdings: async (id) => (silent.has(id) ? null : held(id)),
    look: async (id) => {
      const tab = open.find((candidate) => candidate.id === id);
      if (tab === undefined || quieted.has(id)) return null;
      const { origin } = new URL(tab.url);
      const fresh = {
        begunAt: 0,
        askedAt: Number.POSITIVE_INFINITY,
        answeredAt: Number.POSITIVE_INFINITY,
        asks: passwords.has(id) ? ('password' as const) : ('nothing' as const),
        offersSignOut: false,
        facts: { metas: [], marks: [], data: [] },
        rows: [],
      };
      return { origin, ...kept(id, origin), ...fresh, ...looks.get(id) };
    },
    picture: async (_, url) => pictures.get(url) ?? null,
    quiet: async (id, brief) => {
      if (staying.has(id)) return null;
      quieted.add(id);
      if (brief) inPlace.add(id);
      else inPlace.delete(id);
      return { holdings: Promise.resolve(silent.has(id) ? null : held(id)) };
    },
    show: async (id, url, again) => {
      const isThere = open.some((tab) => tab.id === id && tab.url === url);
      if (quieted.delete(id) || (again && isThere)) reloaded.push(id);
    },
    lead: async (id, url) => {
      const index = open.findIndex((tab) => tab.id === id);
      open.splice(
        index,
        index === -1 ? 0 : 1,
        ...open.slice(index, index + 1).map((tab) => ({ ...tab, url })),
      );
    },
    reload: async (id) => {
      reloaded.push(id);
    },
    discard: async (id) => {
      discarded.push(id);
      const index = open.findIndex((tab) => tab.id === id);
      open.splice(index, 1, ...open.slice(index, index + 1).map((tab) => ({ ...tab, awake: false })));
      return true;
    },
  };
}
