import { describe, expect, it } from 'vitest';
import type { Jar } from '@/domain/jar';
import { byApps } from '@/testing/kept-people';
import { json, locals, person, told } from '@/testing/people';
import { identityIn } from '../identity';

describe('what an app calls its user', () => {
  it.each(byApps)('finds who is in %s', (_, jar, source, handle, name) => {
    expect(told(identityIn(jar, null))).toEqual([name, handle, source]);
  });

  it.each<[string, Jar]>([
    ['an anonymous user', locals(['user', json({ ...person, is_anonymous: true })])],
    ['a guest', locals(['user', json({ id: 12345, username: 'guest' })])],
    ['a guest with somebody inside', locals(['user', json({ isGuest: true, profile: person })])],
    ['a list of contacts', locals(['contacts', json([person])])],
    ['contacts by id', locals(['contacts', json({ user: person })])],
    ['a list under a user’s name', locals(['user', json([person])])],
    ['members in a store', locals(['store', json({ members: { user: person }, users: { me: person } })])],
    [
      'the author of what was read',
      locals(['app', json({ post: { user: person }, comment: { author: person } })]),
    ],
    ['a list of users in the app’s state', locals(['state', json({ user: [person, person] })])],
    ['a user of whom only the id is told', locals(['user', json({ id: 'u-1234' })])],
  ])('finds nobody in %s', (_, jar) => {
    expect(identityIn(jar, null)).toBeNull();
  });
});
