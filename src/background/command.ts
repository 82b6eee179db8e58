import type { TabId } from '@/domain/ids';
import type { Engine } from '@/engine/engine';

/** A key was pressed with this tab in front. One that means nothing here does nothing. */
export async function runCommand(engine: Engine, name: string, tabId: TabId): Promise<void> {
  if (name === 'next-account') await engine.switchBy(tabId, 1);
  else if (name === 'previous-account') await engine.switchBy(tabId, -1);
  const number = /^account-([1-9])$/.exec(name)?.[1];
  if (number !== undefined) await engine.switchToNumber(tabId, Number(number));
}
