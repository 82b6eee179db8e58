import { expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aTab, shop } from '@/testing/builders';
import { engine, newWorldOfTwo, nextWorker, world } from '@/testing/scene';
import { ann, ben, seedStorage } from '@/testing/two-accounts';

const passphrase = 'words that nobody knows';
const sleeping = 2 as TabId;
const renumbered = 7 as TabId;
const url = 'https://www.shop.test/asleep';
const shown = 'https://www.shop.test';

it('a tab that wakes after the browser was restarted, and before Hatrack is unlocked, runs with nothing of another', async () => {
  await newWorldOfTwo();
  await seedStorage(world);
  await engine.setPassphrase(passphrase);
  world.tabs.open.push(aTab({ id: sleeping, url, front: false, awake: false }));
  await engine.switchAccount(shop, ben);
  world.session.content.clear();
  world.hushed.clear();
  world.storage.session(renumbered, shown).set('token', 'ann asleep');
  world.tabs.open.splice(1, 1, aTab({ id: renumbered, url, front: false, awake: false }));
  nextWorker();
  await engine.tendAll(shop.storeId);
  expect([...world.hushed]).toEqual([renumbered]);
  world.tabs.open.splice(1, 1, aTab({ id: renumbered, url, front: false }));
  await engine.noticeTab(renumbered, true);
  nextWorker();
  await engine.tendAll(shop.storeId);
  expect([...world.hushed]).toEqual([renumbered]);
  await engine.unlock(passphrase);
  expect([[...world.storage.session(renumbered, shown)], [...world.hushed]]).toEqual([[], []]);
  const stored = await world.vault.jarOf(ann);
  expect(stored?.tabs.find(({ tabId }) => tabId === renumbered)?.session).toEqual([['token', 'ann asleep']]);
});
