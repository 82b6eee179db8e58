import { describe, expect, it } from 'vitest';
import { cookieJar } from '@/domain/jar';
import { aCookie } from '@/testing/builders';
import { both, json, locals } from '@/testing/people';
import { identityIn } from '../identity';

describe('a jar', () => {
  it('names nobody by the id of a session, though an app keeps it as that of a user', () => {
    const jar = both(
      cookieJar([aCookie({ value: 's%3Asession-0123456789.sig' })]),
      locals(['user', json({ id: 'session-0123456789', name: 'Ann' })]),
    );
    expect(identityIn(jar, null)).toBeNull();
  });
});
