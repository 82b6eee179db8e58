import { expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { cookieJar } from '../jar';
import { plantedCookies } from './receipt';
import { planSwitch } from './switch-plan';

const now = 1000;
const sid = aCookie();
const seen = aCookie({ name: 'seen' });

it('counts what was read back, of what had not expired', () => {
  const target = cookieJar([sid, seen, aCookie({ name: 'old', expires: now - 1 })]);
  const plan = planSwitch(cookieJar([]), target, now);
  expect(plantedCookies(plan, cookieJar([sid, seen]))).toEqual({ cookies: 2, ofCookies: 2, expired: 1 });
  expect(plantedCookies(plan, cookieJar([sid]))).toEqual({ cookies: 1, ofCookies: 2, expired: 1 });
  const changed = cookieJar([sid, { ...seen, value: 'two' }]);
  expect(plantedCookies(plan, changed)).toEqual({ cookies: 1, ofCookies: 2, expired: 1 });
});
