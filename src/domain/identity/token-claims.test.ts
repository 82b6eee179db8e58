import { describe, expect, it } from 'vitest';
import type { Jar } from '@/domain/jar';
import { inTokens } from '@/testing/kept-people';
import { cookies, locals, token, told } from '@/testing/people';
import { identityIn } from '../identity';

describe('a token', () => {
  it.each(inTokens)('finds who is in %s', (_, jar, source, handle, name) => {
    expect(told(identityIn(jar, null))).toEqual([name, handle, source]);
  });

  it.each<[string, Jar]>([
    ['a visitor’s token', cookies(['t', token({ sub: 'visitor-1234' })])],
    [
      'firebase’s anonymous token',
      locals([
        't',
        token({ sub: 'u-1234', name: 'A', aud: 'p', firebase: { sign_in_provider: 'anonymous' } }),
      ]),
    ],
    [
      'a program’s token',
      locals(['t', token({ sub: 'abc@clients', email: 'a@x.test', gty: 'client-credentials' })]),
    ],
  ])('finds nobody in %s', (_, jar) => {
    expect(identityIn(jar, null)).toBeNull();
  });
});
