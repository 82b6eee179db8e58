import type { Jar } from '@/domain/jar';
import { shop } from './builders';
import { engine, nextWorker, world } from './scene';

/** These cookies, and no others, are live, with nobody seeing them come. */
export function setLive({ cookies }: Jar): void {
  world.cookies.clear();
  for (const cookie of cookies) world.cookies.write(cookie);
}

/** The browser ends, comes back with these cookies, and starts a worker. */
export async function restartWith(jar: Jar): Promise<void> {
  setLive(jar);
  world.session.content.clear();
  nextWorker();
  await engine.tendAll(shop.storeId);
}
