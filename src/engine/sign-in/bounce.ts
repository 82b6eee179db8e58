import { identityIn } from '@/domain/identity';
import type { AccountId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { type Adding, type Bounce, type Live, liveAs } from '@/domain/jar/live';
import type { Via } from '@/domain/sign-in/sign-in-answer';
import { readItem } from '@/storage/item';
import { signInOpenItem } from '@/storage/schema';
import { accountsToReturnTo } from '../accounts/elsewhere';
import type { Context } from '../context';
import type { PlaceState } from '../place/place-state';

/**
 * An addition can come back at once: another domain, through which one signs in, remembers somebody and asks for nothing. Nobody new is
 * in the list then, and what its person needs is that this domain switches too.
 */

/** By which way back an addition was led that waits for a sign-in, or has just had one. */
async function wayBack(
  { session }: Pick<Context, 'session'>,
  { place, site, live }: PlaceState,
): Promise<{ readonly adding: Adding; readonly via: Via } | null> {
  const adding = live.adding ?? live.unfinished?.adding ?? null;
  if (adding === null) return null;
  const opening = await readItem(session, signInOpenItem(place));
  const via = opening !== null && opening.at >= adding.since ? opening.via : null;
  return via === null || site.domains.includes(via.domain) ? null : { adding, via };
}

/** The domain that an addition was led through, and that its person may want to include, wherever the tab is by now. */
export async function ledThrough(
  context: Pick<Context, 'session'>,
  state: PlaceState,
): Promise<string | null> {
  return (await wayBack(context, state))?.via.domain ?? null;
}

/** What is to be remembered of an addition that ends with this account; `null`: it has brought who was wanted. */
export async function bounceTo(context: Context, state: PlaceState, id: AccountId): Promise<Bounce | null> {
  const { accounts, leaving } = state.site;
  const isKnown = accounts.includes(id) || leaving.some((one) => one.id === id);
  const way = isKnown ? await wayBack(context, state) : null;
  if (way === null || way.adding.again === id) return null;
  return { domain: way.via.domain, again: way.adding.again };
}

/**
 * A sign-in for which nobody was asked for anything, and whose jar does not tell whose it is: most likely of who came from there last. They
 * are active in doubt, so nothing is stored of them until a page or their person has told.
 * @param at when the sign-in came; milliseconds since the epoch
 * @returns `null` where it is not so, or they are who was waited for
 */
export async function cameBack(
  context: Context,
  state: PlaceState,
  jar: Jar,
  at: number,
): Promise<Live | null> {
  const way = await wayBack(context, state);
  if (!way?.via.silent || identityIn(jar, null) !== null) return null;
  const { adding, via } = way;
  const accounts = await accountsToReturnTo(context, state.place, state.site);
  const newest = Math.max(...accounts.map(({ returnedAt }) => returnedAt));
  const likely = accounts.filter(({ returnedAt }) => newest > 0 && returnedAt === newest).map(({ id }) => id);
  const back = likely.find((id) => id === adding.again) ?? likely[0] ?? adding.again ?? adding.from;
  if (back === null || back === adding.again || !accounts.some(({ id }) => id === back)) return null;
  const { active, lapsed } = state.live;
  return {
    ...liveAs(back, at),
    doubt: { at, by: 'return' },
    unfinished: { active, adding, lapsed },
    bounced: { domain: via.domain, again: adding.again },
  };
}
