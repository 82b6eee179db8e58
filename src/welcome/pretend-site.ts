import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ColourName } from '@/domain/account/colour';
import { cleanLabel, initialOf, uniqueLabel } from '@/domain/account/label';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place, SiteId, StoreId } from '@/domain/ids';
import type { OutcomeView, PopupView, RowView, SignOutView } from '@/domain/view';
import type { Call, ExtensionInput, ExtensionOutputs, ExtensionType } from '@/messages/protocol';

/** Somebody who can sign in on the site. */
export interface Person {
  readonly label: string;
  readonly handle: string;
  readonly colour: ColourName;
}

/** A site that there is not, for trying things out: what the popup asks of the background is answered on the spot. */
export interface PretendSite {
  readonly name: string;
  readonly call: Call;
  /** Whose page it shows; `null` while it asks who is there. */
  readonly visitor: ReadonlySignal<RowView | null>;
  /** The one whom its page offers to sign in. */
  readonly next: ReadonlySignal<RowView>;
  /** They do, on its page. */
  signIn(): void;
}

interface State {
  /** In the list, in its order. */
  readonly rows: readonly RowView[];
  readonly active: AccountId | null;
  /** Who was put away for somebody new to sign in; `null` while nobody is to. */
  readonly adding: { readonly from: AccountId | null } | null;
  readonly leaving: { readonly before: State; readonly row: RowView; readonly until: number } | null;
}

const siteName = 'mail.example';
const place: Place = { siteId: siteName as SiteId, storeId: '0' as StoreId };

/** Milliseconds in which a sign-out can be taken back, as on real sites. */
const undoTime = 10_000;

/**
 * @param people at least one; all but the last are signed in, the first is active
 * @param now milliseconds since the epoch
 */
export function createPretendSite(people: readonly Person[], now: () => number): PretendSite {
  const everybody = people.map(rowOf);
  const start = everybody.slice(0, -1);
  const state = signal<State>({ rows: start, active: start[0]?.id ?? null, adding: null, leaving: null });
  const change = (changes: Partial<State>) => {
    state.value = { ...state.value, leaving: null, ...changes };
  };

  const rowWith = (id: AccountId): RowView => {
    const row = state.value.rows.find((one) => one.id === id);
    if (row === undefined) throw new AppError('account/unknown');
    return row;
  };
  const outcome = (): OutcomeView => ({ active: nameOf(state.value, state.value.active) });

  const answers: { readonly [Type in ExtensionType]?: Answer<Type> } = {
    'popup.view': () => viewOf(state.value, now()),
    'account.switch': ({ accountId }) => {
      change({ active: rowWith(accountId).id, adding: null });
      return outcome();
    },
    'account.add': () => {
      change({ active: null, adding: { from: state.value.active } });
      return outcome();
    },
    'account.back': () => {
      change({ active: state.value.adding?.from ?? null, adding: null });
      return outcome();
    },
    'account.rename': ({ accountId, label: typed }) => {
      const label = cleanLabel(typed);
      if (label === null) throw new AppError('account/no-label');
      const others = state.value.rows.filter(({ id }) => id !== accountId).map((row) => row.label);
      const renamed = { ...rowWith(accountId), ...named(uniqueLabel(label, others)) };
      change({ rows: state.value.rows.map((row) => (row.id === accountId ? renamed : row)) });
      return null;
    },
    'account.move': ({ accountId, to }) => {
      const others = state.value.rows.filter(({ id }) => id !== accountId);
      change({ rows: others.toSpliced(to, 0, rowWith(accountId)) });
      return null;
    },
    'account.details': ({ accountId: id }) => {
      const { label, handle } = rowWith(id);
      const at = now();
      const receipt = { at, cookies: 12, ofCookies: 12, expired: 0, storages: 2 };
      const status = id === state.value.active ? 'active' : 'signed-in';
      const known = { id, label, handle, status, addedAt: at, usedAt: at, endsAt: null } as const;
      return { ...known, receipt, bound: false, rules: [], here: '' };
    },
    'account.signOut': ({ accountId }) => {
      const row = rowWith(accountId);
      change({
        ...without(state.value, row),
        leaving: { before: state.value, row, until: now() + undoTime },
      });
      return signOut(outcome());
    },
    'account.undo': () => {
      change(state.value.leaving?.before ?? {});
      return outcome();
    },
    'site.signOutAll': () => {
      change({ rows: [], active: null, adding: null });
      return signOut(outcome());
    },
  };

  const next = computed(() => {
    const { rows } = state.value;
    const absent = everybody.find(({ id }) => rows.every((row) => row.id !== id));
    return absent ?? rows.find(({ id }) => id !== state.value.adding?.from) ?? (rows[0] as RowView);
  });
  return {
    name: siteName,
    call: async <Type extends ExtensionType>(type: Type, input: ExtensionInput<Type>) => {
      const answer = answers[type];
      if (answer === undefined) throw new AppError('message/unknown');
      return answer(input);
    },
    visitor: computed(() => state.value.rows.find(({ id }) => id === state.value.active) ?? null),
    next,
    signIn: () => {
      const row = next.value;
      const isKnown = state.value.rows.some(({ id }) => id === row.id);
      change({
        rows: isKnown ? state.value.rows : [...state.value.rows, row],
        active: row.id,
        adding: null,
      });
    },
  };
}

type Answer<Type extends ExtensionType> = (input: ExtensionInput<Type>) => ExtensionOutputs[Type];

function rowOf({ label, handle, colour }: Person): RowView {
  const id = handle as AccountId;
  return { id, ...named(label), colour, active: false, status: 'signed-in', handle, avatar: null };
}

function named(label: string): Pick<RowView, 'label' | 'initial'> {
  return { label, initial: initialOf(label) };
}

function nameOf({ rows }: State, id: AccountId | null): OutcomeView['active'] {
  const row = rows.find((one) => one.id === id);
  return row === undefined ? null : { id: row.id, label: row.label };
}

function viewOf(state: State, now: number): PopupView {
  const { rows, active, adding, leaving } = state;
  const isActive = (row: RowView) => row.id === active;
  return {
    kind: 'accounts',
    place,
    siteName,
    rows: rows.map((row) => (isActive(row) ? { ...row, active: true, status: 'active' } : row)),
    elsewhere: 0,
    adding: adding === null ? null : { again: null, back: nameOf(state, adding.from), include: null },
    unsure: false,
    doubted: null,
    bounced: null,
    wanted: null,
    linked: false,
    choosing: false,
    undo:
      leaving === null || leaving.until <= now
        ? null
        : { id: leaving.row.id, label: leaving.row.label, left: leaving.until - now, atServer: 'ends' },
    moving: null,
  };
}

/** The one who comes after a signed-out active account is active then. */
function without({ rows, active }: State, row: RowView): Pick<State, 'rows' | 'active'> {
  const left = rows.filter(({ id }) => id !== row.id);
  if (active !== row.id) return { rows: left, active };
  const heir = left[rows.indexOf(row)] ?? left[0];
  return { rows: left, active: heir?.id ?? null };
}

function signOut(outcome: OutcomeView): SignOutView {
  return { ...outcome, atServer: 'ends' };
}
