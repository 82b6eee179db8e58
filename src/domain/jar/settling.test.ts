import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { cookieJar } from '../jar';
import { droppedByQuit, wasRolledBack } from './settling';

const jar = (...cookies: ReturnType<typeof aCookie>[]) => cookieJar(cookies);
const both = aCookie({ name: 'theme', value: 'dark' });
const ann = jar(aCookie({ value: 'ann' }), both);
const ben = jar(aCookie({ value: 'ben' }), aCookie({ name: 'refresh', value: 'ben-1' }), both);

describe('wasRolledBack, after a crash', () => {
  it('tells cookies of the account before, whole or in part', () => {
    expect(wasRolledBack(ann, ann, ben)).toBe(true);
    expect(
      wasRolledBack(jar(...ben.cookies, aCookie({ name: 'old' })), jar(aCookie({ name: 'old' })), ben),
    ).toBe(true);
  });

  it('tells a jar that was planted in part, or emptied for it', () => {
    expect(wasRolledBack(jar(both), ann, ben)).toBe(true);
    expect(wasRolledBack(jar(), ann, ben)).toBe(true);
  });

  it('leaves what was planted, and what the account changed since', () => {
    expect(wasRolledBack(ben, ann, ben)).toBe(false);
    const renewed = jar(aCookie({ value: 'ben' }), aCookie({ name: 'refresh', value: 'ben-2' }), both);
    expect(wasRolledBack(renewed, ann, ben)).toBe(false);
    const signedOut = jar(aCookie({ name: 'flash', value: 'bye' }));
    expect(wasRolledBack(signedOut, ann, ben)).toBe(false);
  });
});

describe('droppedByQuit', () => {
  const lasting = aCookie({ name: 'lasting', expires: 2_000_000_000 });
  const session = aCookie({ name: 'sid' });

  it('is every session cookie where none is left', () => {
    expect(droppedByQuit(jar(lasting), jar(session, lasting))).toEqual([session]);
  });

  it('is nothing where some are left, for then the site itself took the others', () => {
    const other = aCookie({ name: 'other' });
    expect(droppedByQuit(jar(other), jar(session, other))).toEqual([]);
  });

  it('is nothing that has a date: that was taken on purpose, or is over', () => {
    expect(droppedByQuit(jar(), jar(lasting))).toEqual([]);
  });
});
