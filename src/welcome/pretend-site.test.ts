import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import type { PopupView } from '@/domain/view';
import { shop } from '@/testing/builders';
import { createPretendSite, type PretendSite } from './pretend-site';

const [work, home, club] = ['work', 'home', 'club'].map((name) => name as AccountId) as [
  AccountId,
  AccountId,
  AccountId,
];
const place = shop;
let site: PretendSite;
let now = 0;

beforeEach(() => {
  now = 0;
  site = createPretendSite(
    [
      { label: 'Work', handle: work, colour: 'blue' },
      { label: 'Home', handle: home, colour: 'orange' },
      { label: 'Club', handle: club, colour: 'green' },
    ],
    () => now,
  );
});

type AccountsView = Extract<PopupView, { kind: 'accounts' }>;
const view = async () => (await site.call('popup.view', { tabId: 0 as never })) as AccountsView;
const list = async () => (await view()).rows.map(({ label, active }) => `${label}${active ? '*' : ''}`);

describe('the pretend site', () => {
  it('begins with all but the last, and shows the page of the first', async () => {
    expect(await list()).toEqual(['Work*', 'Home']);
    expect(site.visitor.value?.label).toBe('Work');
  });

  it('switches', async () => {
    expect(await site.call('account.switch', { place, accountId: home })).toEqual({
      active: { id: home, label: 'Home' },
    });
    expect(await list()).toEqual(['Work', 'Home*']);
    expect(site.visitor.value?.label).toBe('Home');
    await expect(site.call('account.switch', { place, accountId: club })).rejects.toThrow('account/unknown');
    expect(site.visitor.value?.label).toBe('Home');
  });

  it('is signed out for an account to be added, which joins when it signs in', async () => {
    await site.call('account.add', { place });
    expect(site.visitor.value).toBeNull();
    expect((await view()).adding?.back).toEqual({ id: work, label: 'Work' });
    site.signIn();
    expect(await list()).toEqual(['Work', 'Home', 'Club*']);
    expect((await view()).adding).toBeNull();
  });

  it('comes back to where it was when nobody signed in, and to their own row for whoever is in the list', async () => {
    await site.call('account.add', { place });
    await site.call('account.back', { place });
    expect(await list()).toEqual(['Work*', 'Home']);
    site.signIn();
    await site.call('account.add', { place });
    site.signIn();
    expect(await list()).toEqual(['Work*', 'Home', 'Club']);
  });

  it('renames as real sites do', async () => {
    await site.call('account.rename', { accountId: home, label: ' work ' });
    expect(await list()).toEqual(['Work*', 'work 2']);
    await expect(site.call('account.rename', { accountId: home, label: ' ' })).rejects.toThrow('no-label');
    expect(await list()).toEqual(['Work*', 'work 2']);
  });

  it('moves, and tells details', async () => {
    await site.call('account.move', { accountId: home, to: 0 });
    expect(await list()).toEqual(['Home', 'Work*']);
    const details = await site.call('account.details', { place, accountId: work });
    expect([details.label, details.status]).toEqual(['Work', 'active']);
  });

  it('signs out, with somebody else active then, for ten seconds not for good', async () => {
    await site.call('account.signOut', { place, accountId: work });
    expect(await list()).toEqual(['Home*']);
    expect((await view()).undo?.label).toBe('Work');
    await site.call('account.undo', { place, accountId: work });
    expect(await list()).toEqual(['Work*', 'Home']);
    await site.call('account.signOut', { place, accountId: home });
    expect(await list()).toEqual(['Work*']);
    now = 10_000;
    expect((await view()).undo).toBeNull();
  });

  it('signs everybody out, and can be signed in to again', async () => {
    await site.call('site.signOutAll', { place });
    expect(await list()).toEqual([]);
    expect(site.visitor.value).toBeNull();
    site.signIn();
    expect(await list()).toEqual(['Work*']);
  });

  it('knows nothing of what only a real site has', async () => {
    await expect(site.call('options.view', {})).rejects.toThrow('message/unknown');
  });
});
