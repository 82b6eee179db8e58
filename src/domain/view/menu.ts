import type { AccountId } from '../ids';
import type { RowView } from '../view';

/** What the menus of page, link and toolbar button offer on a Site in use. */

export interface MenuItem {
  readonly id: string;
  /** The item whose submenu it stands in, or `null`. */
  readonly parent: string | null;
  readonly title: string;
  /** Where it shows; items of a submenu show where their parent does. */
  readonly on: readonly ('page' | 'link' | 'action')[];
  /** For the accounts to switch to, where one is active: whether it is this one. Of several such items browsers always mark one. */
  readonly checked: boolean | null;
}

export type MenuAction =
  | { readonly kind: 'switch' | 'open'; readonly accountId: AccountId }
  | { readonly kind: 'add' };

export interface MenuWords {
  readonly switchTo: string;
  readonly openLinkAs: string;
  readonly add: string;
}

/** A menu that is longer than the screen helps nobody; the popup has them all. */
const most = 25;

export function menuOf(
  rows: readonly Pick<RowView, 'id' | 'label' | 'active' | 'status'>[],
  words: MenuWords,
): MenuItem[] {
  const add: MenuItem = { id: 'add', parent: null, title: words.add, on: ['page', 'action'], checked: null };
  if (rows.length === 0) return [add];
  const listed = rows.slice(0, most);
  const isMarked = listed.some(({ active }) => active);
  // A link would be opened before somebody can have signed in again.
  const able = listed.filter(({ status }) => status === 'active' || status === 'signed-in');
  const submenu = (
    kind: 'switch' | 'open',
    some: typeof listed,
    title: string,
    on: MenuItem['on'],
  ): MenuItem[] => [
    { id: kind, parent: null, title, on, checked: null },
    ...some.map(({ id, label, active }) => ({
      id: `${kind} ${id}`,
      parent: kind,
      title: titleOf(label),
      on,
      checked: kind === 'switch' && isMarked ? active : null,
    })),
  ];
  return [
    ...submenu('switch', listed, words.switchTo, ['page', 'action']),
    ...(able.length === 0 ? [] : submenu('open', able, words.openLinkAs, ['link'])),
    add,
  ];
}

/** What an item stands for; `null` for one of another version, or for the head of a submenu. */
export function actionOf(id: string): MenuAction | null {
  if (id === 'add') return { kind: 'add' };
  const [, kind, accountId] = /^(switch|open) (.+)$/.exec(id) ?? [];
  return kind === undefined ? null : { kind: kind as 'switch' | 'open', accountId: accountId as AccountId };
}

/** In titles of menus `&` marks a key and `%s` stands for the selected text (MDN, `menus.create`). */
function titleOf(label: string): string {
  return label.replaceAll('&', '&&').replaceAll('%s', '% s');
}
