import type { TabId } from '@/domain/ids';
import type { StoreArea } from '@/storage/store-area';
import type { Vault } from '@/vault/vault';
import type { Moves } from './drivers/moves';
import type { Later } from './later';
import type { PlaceLock } from './place/place-lock';
import type { Ports } from './ports';

/** What every engine verb works with; built once in the worker, and from fakes in tests. */
export interface Context {
  readonly ports: Ports;
  readonly vault: Vault;
  /** Survives the browser. */
  readonly local: StoreArea;
  /** Survives the worker, not the browser. */
  readonly session: StoreArea;
  readonly lock: PlaceLock;
  readonly moves: Moves;
  readonly later: Later;
  /** What was shown in tabs when they were looked at last. In memory: another look costs a moment, and nothing else. */
  readonly looked: Map<TabId, string>;
}
