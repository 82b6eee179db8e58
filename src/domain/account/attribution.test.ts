import { describe, expect, it } from 'vitest';
import { numbered } from '@/testing/builders';
import { type Account, knownAs, newAccount, type Person } from '../account';
import type { AccountId, SiteId } from '../ids';
import { attribute, isAnotherPerson } from './attribution';

const who = (name: string, ids: Record<string, string> = { sub: name }): Person => ({
  ids,
  name,
  handle: `${name.toLowerCase()}@x.test`,
});
const account = (id: string, person: Person | null = null, others: Account[] = []): Account => ({
  ...newAccount(id as AccountId, 'shop.test' as SiteId, others, 1, numbered),
  person,
});
const [ann, ben] = [account('a', who('Ann')), account('b', who('Ben'))];

describe('attribute', () => {
  it.each<[string, Person, Account | null, string]>([
    ['to whom it was thought to be', who('Ann'), ann, 'owner'],
    ['to another of the list', who('Ben'), ann, 'b'],
    ['to somebody new', who('Cora'), ann, 'new'],
    ['to somebody new where it was nobody’s', who('Cora'), null, 'new'],
    ['to one of whom nothing was known', who('Cora'), account('c'), 'owner'],
    ['to the one in the list rather than to one of whom nothing was known', who('Ben'), account('c'), 'b'],
    ['to the owner where nothing can be compared', who('Cora', { login: 'cora' }), ann, 'owner'],
  ])('puts a jar down %s', (_, person, owner, expected) => {
    const found = attribute(person, owner, [ben]);
    expect(found.to === 'other' ? found.id : found.to).toBe(expected);
  });
});

describe('attribute, where two accounts have one e-mail address', () => {
  const both = who('Ann', { sub: '2', email: 'ann@x.test' });
  const byMail = account('mail', who('Ann', { email: 'ann@x.test' }));
  const byId = account('id', both);

  it('puts a jar down to the one of the same id', () => {
    expect(attribute(both, null, [byMail, byId])).toEqual({ to: 'other', id: 'id' });
    expect(attribute(both, byMail, [byId])).toEqual({ to: 'other', id: 'id' });
    expect(attribute(both, byId, [byMail])).toEqual({ to: 'owner' });
  });

  it('puts it down to whoever has that address where no id tells', () => {
    expect(attribute(both, byMail, [])).toEqual({ to: 'owner' });
    expect(attribute(both, null, [byMail])).toEqual({ to: 'other', id: 'mail' });
  });
});

describe('isAnotherPerson', () => {
  it('needs something that both have', () => {
    expect(isAnotherPerson(who('Ann'), who('Ben'))).toBe(true);
    expect(isAnotherPerson(who('Ann'), who('Ann'))).toBe(false);
    expect(isAnotherPerson(who('Ann'), who('Ben', { login: 'ben' }))).toBe(false);
  });
});

describe('knownAs', () => {
  it('calls an account by whose it is, and keeps what was known', () => {
    const known = knownAs(account('a'), who('Ann'), []);
    expect(known).toMatchObject({ label: 'Ann', person: { name: 'Ann' } });
    const more = knownAs(known, { ids: { login: 'ann' }, name: null, handle: null }, []);
    expect(more.person).toEqual({ ids: { sub: 'Ann', login: 'ann' }, name: 'Ann', handle: 'ann@x.test' });
    expect(more.label).toBe('Ann');
  });

  it('calls two of one name apart, and lets them be so', () => {
    const first = knownAs(account('a'), who('Ann'), []);
    const second = knownAs(account('b'), { ...who('Ann', { sub: '2' }), handle: 'other@x.test' }, [first]);
    expect(second.label).toContain('other@x.test');
    expect(knownAs(second, { ...who('Ann', { sub: '2' }), handle: 'other@x.test' }, [first, second])).toEqual(
      second,
    );
  });

  it('leaves a label of the person’s own', () => {
    expect(knownAs({ ...account('a'), label: 'Work', named: true }, who('Ann'), []).label).toBe('Work');
  });

  it('follows a name that was changed on the site', () => {
    const known = knownAs(account('a'), who('Ann'), []);
    expect(knownAs(known, { ...who('Ann'), name: 'Anna' }, [known]).label).toBe('Anna');
  });
});
