import { describe, expect, it } from 'vitest';
import { numbered, shop } from '@/testing/builders';
import { type Account, newAccount } from '../account';
import type { AccountId } from '../ids';
import { type Live, liveAdding, liveAs, nobodyLive } from '../jar/live';
import { statusOf } from './account-status';

const id = 'ann' as AccountId;
const now = 5000;
const ann = newAccount(id, shop.siteId, [], 0, numbered);

describe('how an account stands', () => {
  it.each<[string, Partial<Account>, Live, string]>([
    ['active', {}, liveAs(id), 'active'],
    ['put away', {}, nobodyLive, 'signed-in'],
    ['put away, with an end to come', { endsAt: now + 1 }, nobodyLive, 'signed-in'],
    ['put away, past its end', { endsAt: now }, nobodyLive, 'ended'],
    ['active, past what was stored of its end', { endsAt: now }, liveAs(id), 'active'],
    ['ended by its site', { ended: true }, nobodyLive, 'ended'],
    ['ended by its site, and shown', { ended: true }, liveAs(id), 'ended'],
    ['being signed in again', { ended: true }, liveAdding(null, 0, id), 'pending'],
    ['waiting for another', { ended: true }, liveAdding(id, 0), 'ended'],
  ])('%s', (_, changes, live, status) => {
    expect(statusOf({ ...ann, ...changes }, live, now)).toBe(status);
  });
});
