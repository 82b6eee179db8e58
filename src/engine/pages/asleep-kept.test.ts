import { expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { engine, newWorldOfTwo, world } from '@/testing/scene';
import { ann, ben, seedStorage } from '@/testing/two-accounts';

const other = 2 as TabId;
const url = 'https://www.shop.test/asleep';
const session = () => world.storage.session(other, 'https://www.shop.test');

function show(awake: boolean): void {
  world.tabs.open.splice(1, 1, aTab({ id: other, url, front: false, awake }));
}

it('what a tab had under an account is kept while it sleeps, though other tabs are read', async () => {
  await newWorldOfTwo();
  await seedStorage(world);
  show(true);
  session().set('token', 'ann');
  await engine.switchAccount(shop, ben);
  session().set('token', 'ben');
  show(false);
  for (const id of [ann, ben, ann]) await engine.switchAccount(shop, id);
  show(true);
  await engine.noticeTab(other, true);
  expect([...session()]).toEqual([['token', 'ann']]);
  await engine.switchAccount(shop, ben);
  expect([...session()]).toEqual([['token', 'ben']]);
});
