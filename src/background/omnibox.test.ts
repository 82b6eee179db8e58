import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import type { ListView, RowView } from '@/domain/view';
import { offerAccounts, switchByName } from './omnibox';

vi.mock('@/browser/front-tab', () => ({ focusedTabId: () => Promise.resolve(7 as TabId) }));

const row = (label: string, more: Partial<RowView> = {}): RowView => ({
  id: label as AccountId,
  label,
  initial: 'A',
  colour: 'blue',
  active: false,
  status: 'signed-in',
  handle: null,
  avatar: null,
  ...more,
});

const switchInTab = vi.fn(async () => ({ active: null }));
let list: ListView | null;
const engine = { listInTab: async () => list, switchInTab };

beforeEach(() => {
  const ann = row('Ann', { handle: 'ann@shop.test', active: true });
  list = { rows: [ann, row('Annegret'), row('Ben')], patterns: [] };
  switchInTab.mockClear();
});

describe('the address bar', () => {
  it('says what Enter will do, and lists whoever else fits', async () => {
    expect(await offerAccounts(engine, 'anne')).toEqual({
      first: { does: 'Switch to Annegret', aside: null },
      others: [],
    });
    expect(await offerAccounts(engine, 'ann')).toEqual({
      first: { does: 'Stay as Ann', aside: 'ann@shop.test' },
      others: [{ content: 'Annegret', does: 'Switch to Annegret', aside: null }],
    });
  });

  it('says what to type as long as nothing is typed, and Enter does nothing then', async () => {
    const { first, others } = await offerAccounts(engine, ' ');
    expect(first.does).toBe('Type part of an account’s name');
    expect(others.map(({ content }) => content)).toEqual(['Ann', 'Annegret', 'Ben']);
    await switchByName(engine, ' ');
    expect(switchInTab).not.toHaveBeenCalled();
    await switchByName(engine, 'anne');
    expect(switchInTab).toHaveBeenCalledWith(7, 'Annegret');
  });

  it('says that nobody fits, or that nobody is here', async () => {
    expect((await offerAccounts(engine, 'zoe ')).first.does).toBe('No account here is called “zoe”.');
    list = null;
    const nobody = { first: { does: 'No accounts for this page' }, others: [] };
    expect(await offerAccounts(engine, 'ann')).toEqual(nobody);
    expect(await offerAccounts(engine, '')).toEqual(nobody);
  });
});
