import { describe, expect, it } from 'vitest';
import { jsonNames, sentBy } from './sent-fields';

describe('sentBy', () => {
  it.each([
    ['email password'],
    ['user[email] user[password] _csrf'],
    ['login passwd'],
    ['userName kennwort'],
    ['email password password_confirmation'],
  ])('sees somebody sign in with %s', (names) => {
    expect(sentBy(names.split(' '))).toBe('password');
  });

  it.each([['identifier otp'], ['code'], ['id rawId clientDataJSON'], ['verification_code']])(
    'sees a code in %s',
    (names) => {
      expect(sentBy(names.split(' '))).toBe('code');
    },
  );

  it.each([
    ['email'],
    ['q page'],
    ['language _csrf'],
    ['current_password new_password'],
    ['oldPassword newPassword'],
    ['compass bypass_cache'],
    ['message token'],
    ['spinning'],
  ])('sees nobody sign in with %s', (names) => {
    expect(sentBy(names.split(' '))).toBe('other');
  });

  it('knows what another site says of somebody', () => {
    expect(sentBy(['SAMLResponse', 'RelayState'])).toBe('assertion');
    expect(sentBy(['credential', 'g_csrf_token'])).toBe('assertion');
    expect(sentBy(['idToken', 'csrfToken'])).toBe('assertion');
    expect(sentBy(['code', 'state', 'iss'])).toBe('assertion');
  });

  it('tells nothing where there are no names', () => {
    expect(sentBy([])).toBe('unseen');
  });
});

describe('jsonNames', () => {
  it('finds names at any depth', () => {
    expect(jsonNames('{"query":"…","variables":{"input":{"password":"x"}}}')).toEqual([
      'query',
      'variables',
      'input',
      'password',
    ]);
  });

  it('takes no text for a name', () => {
    expect(jsonNames('{"say":"password"}')).toEqual(['say']);
    expect(jsonNames('name=password')).toEqual([]);
  });
});
