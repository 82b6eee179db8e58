import { describe, expect, it } from 'vitest';
import type { AccountStatus } from '../account/account-status';
import type { AccountId } from '../ids';
import { actionOf, menuOf } from './menu';

const words = { switchTo: 'Switch to', openLinkAs: 'Open link as', add: 'Add account' };
const row = (label: string, active = false, status: AccountStatus = active ? 'active' : 'signed-in') => ({
  id: label.toLowerCase() as AccountId,
  label,
  active,
  status,
});

describe('the menu', () => {
  it('offers each account for the page and for links, and a new one', () => {
    const items = menuOf([row('Ann', true), row('Ben')], words);
    expect(items.map(({ id, title, on, checked }) => [id, title, on.join(' '), checked])).toEqual([
      ['switch', 'Switch to', 'page action', null],
      ['switch ann', 'Ann', 'page action', true],
      ['switch ben', 'Ben', 'page action', false],
      ['open', 'Open link as', 'link', null],
      ['open ann', 'Ann', 'link', null],
      ['open ben', 'Ben', 'link', null],
      ['add', 'Add account', 'page action', null],
    ]);
  });

  it('opens no link as somebody who has to sign in first', () => {
    const ids = (rows: Parameters<typeof menuOf>[0]) => menuOf(rows, words).map(({ id }) => id);
    const [ann, ben] = [row('Ann', false, 'ended'), row('Ben', false, 'pending')];
    expect(ids([ann, ben, row('Cora')])).toEqual([
      'switch',
      'switch ann',
      'switch ben',
      'switch cora',
      'open',
      'open cora',
      'add',
    ]);
    expect(ids([ann])).toEqual(['switch', 'switch ann', 'add']);
  });

  it('offers nothing but a new account where there is none', () => {
    expect(menuOf([], words).map(({ id }) => id)).toEqual(['add']);
  });

  it('marks nobody where nobody is active', () => {
    expect(menuOf([row('Ann'), row('Ben')], words).map(({ checked }) => checked)).not.toContain(false);
  });

  it('shows labels as they are', () => {
    const titles = menuOf([row('R&D %s')], words).map(({ title }) => title);
    expect(titles).toContain('R&&D % s');
  });

  it('stays shorter than the screen', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => row(`Role ${index}`));
    expect(menuOf(rows, words).length).toBeLessThan(60);
  });
});

describe('an item', () => {
  it.each([
    ['switch a b', { kind: 'switch', accountId: 'a b' }],
    ['open a', { kind: 'open', accountId: 'a' }],
    ['add', { kind: 'add' }],
    ['switch', null],
    ['drop a', null],
    ['', null],
  ])('%j stands for %j', (id, action) => {
    expect(actionOf(id)).toEqual(action);
  });
});
