import type { Identity } from '@/domain/identity';
import type { PageFacts } from '@/domain/identity/page-facts';
import { cookieJar, type Jar } from '@/domain/jar';
import type { Entries } from '@/domain/jar/web-storage';
import { aCookie } from './builders';

/** Jars and pages that name somebody, and what is told of them. */

export const json = JSON.stringify;
export const base64 = (value: object) => Buffer.from(json(value)).toString('base64url');

/** A JSON Web Token, which nobody has signed. */
export const token = (claims: object) => `${base64({ alg: 'HS256' })}.${base64(claims)}.c2lnbmF0dXJl`;

/** A jar with these entries of a localStorage alone. */
export const locals = (...local: Entries): Jar => ({
  ...cookieJar([]),
  origins: [{ origin: 'https://shop.test', local, databases: null, caches: null }],
});

/** A jar with these cookies alone, which scripts may read. */
export const cookies = (...pairs: [name: string, value: string, domain?: string][]) =>
  cookieJar(
    pairs.map(([name, value, domain = 'shop.test']) => aCookie({ name, value, domain, httpOnly: false })),
  );

export const both = (...jars: Jar[]): Jar => ({
  cookies: jars.flatMap((jar) => jar.cookies),
  origins: jars.flatMap((jar) => jar.origins),
  tabs: jars.flatMap((jar) => jar.tabs),
});

export const page = (facts: Partial<PageFacts>): PageFacts => ({ metas: [], marks: [], data: [], ...facts });
export const mark = (handle: string) => ({ site: 'GitHub', id: null, handle, name: null, picture: null });

export const told = (identity: Identity | null) =>
  identity && [identity.name, identity.handle, identity.source];

/** Ann, as an app keeps her, and as a token tells of her. */
export const person = {
  id: 'u-1234',
  email: 'Ann@x.test',
  name: 'Ann Example',
  avatar: 'https://x.test/a.png',
};
export const claims = {
  iss: 'https://idp.test',
  sub: 'u-1234',
  aud: 'app',
  email: 'ann@x.test',
  name: 'Ann Example',
};
