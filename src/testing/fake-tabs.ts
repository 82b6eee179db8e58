import type { TabId } from '@/domain/ids';
import { coversUrl } from '@/domain/site';
import type { Tab, TabsPort } from '@/engine/ports';

export interface FakeTabs extends TabsPort {
  readonly open: Tab[];
  readonly reloaded: TabId[];
  readonly discarded: TabId[];
}

export function createFakeTabs(): FakeTabs {
  const open: Tab[] = [];
  const reloaded: TabId[] = [];
  const discarded: TabId[] = [];
  return {
    open,
    reloaded,
    discarded,
    of: async (site, storeId) => open.filter((tab) => tab.storeId === storeId && coversUrl(site, tab.url)),
    byId: async (id) => open.find((tab) => tab.id === id) ?? null,
    reload: async (id) => {
      reloaded.push(id);
    },
    discard: async (id) => {
      discarded.push(id);
      return true;
    },
  };
}
