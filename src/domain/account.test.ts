import { describe, expect, it } from 'vitest';
import { numbered } from '@/testing/builders';
import { newAccount } from './account';
import type { AccountId, SiteId } from './ids';

describe('newAccount', () => {
  it('takes a colour that its neighbours do not have', () => {
    const id = (text: string) => text as AccountId;
    const first = newAccount(id('1'), 'shop.test' as SiteId, [], 5, numbered);
    const second = newAccount(id('2'), 'shop.test' as SiteId, [first], 5, numbered);
    expect(second.colour).not.toBe(first.colour);
    expect(second.label).toBe('Account 2');
  });
});
