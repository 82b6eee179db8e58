import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entries } from '@/domain/jar/web-storage';
import { byApps, byLibraries, cognito, inTokens } from '@/testing/kept-people';
import { base64, both, claims, cookies, json, locals, mark, page, person, token } from '@/testing/people';
import { maxLabelLength } from '../account/label';
import { identityIn } from '../identity';

/** Whatever a site keeps and shows, damaged or meant to mislead. */

const people = fc.record(
  {
    id: fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null)),
    email: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a@x.test', 'b@x.test')),
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Ann', 'Ben', 'x'.repeat(1e4))),
    sub: fc.oneof(fc.string(), fc.integer()),
    iss: fc.oneof(fc.webUrl(), fc.jsonValue()),
    picture: fc.oneof(fc.webUrl(), fc.string()),
    profile: fc.jsonValue(),
    user: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const keys = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'user',
    'me',
    '__proto__',
    'persist:root',
    'id_token',
    'sb-a-auth-token',
    'oidc.user:a',
    `${cognito}.LastAuthUser`,
  ),
);
const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  people.map((one) => json(one)),
  people.map((one) => json({ user: one, profile: one, currentSession: { user: json(one) } })),
  people.map((one) => encodeURIComponent(json(one).replace(/\\ud[89a-f]../gi, ''))),
  people.map((one) => `base64-${base64(one)}`),
  people.map((one) => token(one)),
  // What libraries keep, damaged.
  fc
    .tuple(
      fc.constantFrom(
        ...[...inTokens, ...byLibraries, ...byApps].flatMap(([, jar]) =>
          jar.origins.flatMap(({ local }) => local ?? []),
        ),
      ),
      fc.nat(),
      fc.string({ maxLength: 3 }),
    )
    .map(([[, text], at, other]) => {
      const index = at % text.length;
      return text.slice(0, index) + other + text.slice(index + other.length);
    }),
);
const entries = fc.uniqueArray(fc.tuple(keys, values), { selector: ([key]) => key, maxLength: 8 });

describe('identityIn on anything', () => {
  it('never throws, and tells the same in whatever order it is asked', () => {
    fc.assert(
      fc.property(entries, entries, (first, second) => {
        const jar = (some: Entries, more: Entries) =>
          both(locals(...some), cookies(...more.map(([name, value]): [string, string] => [name, value])));
        const facts = (metas: Entries) =>
          page({
            metas,
            marks: metas.map(([, text]) => mark(text)),
            data: [json(Object.fromEntries(metas))],
          });
        const found = identityIn(jar(first, second), facts(first), first);
        expect(
          identityIn(jar(first.toReversed(), second.toReversed()), facts(first.toReversed()), first),
        ).toEqual(found);
        for (const text of [found?.name, found?.handle]) {
          expect(text ?? '').not.toMatch(/[\p{Cc}\p{Cs}]/u);
          expect([...new Intl.Segmenter().segment(text ?? '')].length).toBeLessThanOrEqual(maxLabelLength);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets no text of a token into what it tells', () => {
    const secret = token({ sub: 'secret-subject', aud: 'x' });
    const spots = [
      'id',
      'sub',
      'email',
      'name',
      'picture',
      'username',
      'handle',
      'iss',
      'displayName',
      'uid',
    ];
    fc.assert(
      fc.property(
        fc.subarray(spots),
        fc.constantFrom('', 'https://x.test/?t=', 'a@', 'x '),
        (some, before) => {
          const marked = {
            ...claims,
            ...Object.fromEntries(some.map((spot) => [spot, `${before}${secret}`])),
          };
          const jar = both(
            locals(
              ['user', json(marked)],
              ['oidc.user:a:b', json({ access_token: secret, profile: marked })],
            ),
            cookies(['session', secret], ['id_token', token(marked)]),
          );
          const [head = '', payload = ''] = secret.split('.');
          const told = json(
            identityIn(
              jar,
              page({
                metas: [['user-login', secret]],
                marks: [mark(secret)],
                data: [json({ currentUser: marked, auth: { user: marked } })],
              }),
            ),
          );
          expect(told).not.toContain(payload);
          expect(told).not.toContain(head);
        },
      ),
    );
  });

  it('gives up on texts that are too much', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const nested = (depth: number): string =>
      depth === 0 ? json(person) : json({ user: { user: nested(depth - 1) } });
    const jar = both(
      cookies(['id_token', token(claims)]),
      locals(
        ['user', `${deep}`],
        ['state', nested(12)],
        ['cache', `{"user":"${'x'.repeat(5_000_000)}"}`],
        ...Array.from({ length: 20_000 }, (_, index): [string, string] => [`k${index}`, '{"user":{"a":[]}}']),
      ),
    );
    expect(identityIn(jar, null)?.handle).toBe('ann@x.test');
  });
});
