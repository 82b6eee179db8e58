import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId, SiteId, TabId } from '@/domain/ids';
import type { ListView, PopupView, RowView } from '@/domain/view';
import { suggestAccounts, switchByName } from './omnibox';

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
const off: PopupView = { kind: 'off', siteId: 'shop.test' as SiteId, siteName: 'shop.test', kept: 0 };
let view: PopupView;
const engine = { listInTab: async () => list, popupView: async () => view, switchInTab };

beforeEach(() => {
  const ann = row('Ann', { handle: 'ann@shop.test', active: true });
  list = { rows: [ann, row('Annegret'), row('Ben')], patterns: [] };
  view = off;
  switchInTab.mockClear();
});

describe('the address bar', () => {
  it('says what choosing each account does, whoever fits best first', async () => {
    expect(await suggestAccounts(engine, 'ann')).toEqual([
      { content: 'Ann', does: 'Stay as Ann', aside: 'ann@shop.test' },
      { content: 'Annegret', does: 'Switch to Annegret', aside: null },
    ]);
    await switchByName(engine, 'anne');
    expect(switchInTab).toHaveBeenCalledWith(7, 'Annegret');
  });

  it.each(['Account 1', 'Zoë', 'Zoe'])(
    'switches to %s who was chosen, and to nobody that is called alike',
    async (chosen) => {
      list = {
        rows: ['Account 10', 'Account 1', 'Zoe Ann', 'Zoe', 'Zoë'].map((label) => row(label)),
        patterns: [],
      };
      const found = await suggestAccounts(engine, chosen);
      expect(found.map(({ content }) => content)).toContain(chosen);
      await switchByName(engine, chosen);
      expect(switchInTab).toHaveBeenCalledWith(7, chosen);
    },
  );

  it('says that nobody fits, or that nobody is here, and takes nobody for it', async () => {
    const [none] = await suggestAccounts(engine, 'zoe');
    expect(none?.does).toBe('No account here is called “zoe”.');
    await switchByName(engine, none?.content ?? '');
    await switchByName(engine, ' ');
    list = null;
    const [nobody] = await suggestAccounts(engine, 'ann');
    expect(nobody?.does).toBe('No accounts for this page');
    await switchByName(engine, nobody?.content ?? '');
    expect(switchInTab).not.toHaveBeenCalled();
  });

  it('says where to open the accounts that are locked, also to whoever has chosen one', async () => {
    [list, view] = [null, { kind: 'locked' }];
    const [locked] = await suggestAccounts(engine, 'ann');
    expect(locked?.does).toMatch(/^Your accounts are locked.* Open Hatrack/);
    await expect(switchByName(engine, 'ann')).rejects.toThrow('vault/locked');
  });
});
