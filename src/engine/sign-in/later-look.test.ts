import { expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { engine, newWorld, world } from '@/testing/scene';
import { idOf, rows } from '@/testing/seen-in-popup';
import { annAndWhoComes, form, loaded, shows, site } from '@/testing/telling-site';

/** What has begun goes on until it waits for something else. */
async function goesOn(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
}

/** Somebody is renamed, which takes its time. @returns lets it end */
function renames(id: AccountId): () => Promise<void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.fault = (call) => (call === 'local.set' ? released : undefined);
  const busy = engine.renameAccount(id, 'Work');
  return () => {
    release();
    return busy;
  };
}

it('a page that has changed while a look at it waits is not taken for the one before', async () => {
  newWorld();
  await annAndWhoComes();
  const ann = await idOf('ann');
  site('ben', { says: false });
  await form();
  const end = renames(ann);
  const first = loaded();
  await goesOn();
  shows('ben');
  const second = loaded();
  await goesOn();
  await Promise.all([end(), first, second]);
  expect(await rows()).toEqual(['Work', 'ben*']);
});
