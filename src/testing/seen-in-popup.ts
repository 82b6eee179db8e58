import type { AccountId, TabId } from '@/domain/ids';
import type { PopupView, RowView } from '@/domain/view';
import { engine } from './scene';

/** What a person reads in the popup over the first tab, which they open anew each time. */

const tab = 1 as TabId;

export async function view(): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const shown = await engine.popupView(tab);
  if (shown.kind !== 'accounts') throw new Error(`The popup shows ${shown.kind}`);
  return shown;
}

export async function list(): Promise<readonly RowView[]> {
  return (await view()).rows;
}

/** The labels in their order, with a star at who is active. */
export async function rows(): Promise<string[]> {
  return (await list()).map(({ label, active }) => (active ? `${label}*` : label));
}

export async function statuses(): Promise<RowView['status'][]> {
  return (await list()).map(({ status }) => status);
}

/** Of whom it asks whether it is still them. */
export async function doubted(): Promise<string | null> {
  return (await view()).doubted?.label ?? null;
}

export async function idOf(label: string): Promise<AccountId> {
  const row = (await list()).find((one) => one.label === label);
  if (row === undefined) throw new Error(`No account ${label}`);
  return row.id;
}
