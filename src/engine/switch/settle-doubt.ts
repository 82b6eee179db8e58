import { settledAs } from '@/domain/account';
import type { Live } from '@/domain/jar/live';
import { evidenceIn } from '@/domain/sign-in';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem } from '@/storage/schema';
import { signedIn } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import type { PlaceState } from '../place/place-state';

/** The live jar is its owner's, by the word of its person. @returns whose it is from now on */
export async function settleDoubt(context: Context, { place, site, live }: PlaceState): Promise<Live> {
  const account = live.active === null ? null : await readItem(context.local, accountItem(live.active));
  if (account === null || live.doubt === null) return live;
  const jar = await captureCookies(context.ports, site, place.storeId);
  const settled: Live = { ...live, doubt: null };
  const known = settledAs(account, live.doubt);
  // The session may have ended before its person said so: then what is stored of them is better.
  const isThere = evidenceIn(jar) !== 'nobody';
  if (isThere) await context.vault.put(account.id, jar);
  await writeItems(context.local, [
    entry(accountItem(account.id), isThere ? signedIn(known, jar) : known),
    entry(liveItem(place), settled),
  ]);
  return settled;
}
