import type { Account } from '@/domain/account';
import { isAnotherPerson } from '@/domain/attribution';
import { identityIn, isSamePerson } from '@/domain/identity';
import type { Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { Doubt } from '@/domain/live';
import { evidenceIn } from '@/domain/sign-in';
import type { How } from '@/domain/sign-in-answer';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, signInOpenItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';
import { captureCookies } from './drivers/jar';
import { keepAsAccount } from './keep';
import type { PlaceState } from './place-state';

/** A sign-in that was seen in an answer. */
interface SignIn {
  readonly how: How;
  /** When the answer came, by the engine's clock. */
  readonly at: number;
  /** The answer is by itself one that a sign-in may begin with. */
  readonly opens: boolean;
}

/**
 * Somebody signed in. Where nobody was known to be, they are in the list now. Over an active account it is another, or the same
 * person again: whoever proves who they are need not be whom the account is of, unless it is a code that completes the sign-in that
 * made it. Other answers renew sessions every day; only where it can be known who is signed in is it looked at again.
 */
export function noticeSignIn(context: Context, place: Place, { how, at, opens }: SignIn): Promise<void> {
  return atPlace(context, place, `signed in ${at}`, async (state) => {
    const { live, site } = state;
    // A wait for the lock may have brought this answer into a later addition; it is not what that one waits for.
    if (live.since > at) return;
    // So may a sign-out that was noticed meanwhile.
    if (!opens && (await readItem(context.session, signInOpenItem(place))) === null) return;
    const jar = await captureCookies(context.ports, site, place.storeId);
    if (evidenceIn(jar) !== 'signed-in') return;
    const account = live.active === null ? null : await readItem(context.local, accountItem(live.active));
    if (account === null || live.lapsed || account.ended)
      await keepAsAccount(context, state, jar, { isFinished: false, since: at });
    else if (live.unfinished === null || how !== 'code')
      await signedInOver(context, state, account, jar, how, at);
  });
}

async function signedInOver(
  context: Context,
  state: PlaceState,
  { person }: Account,
  jar: Jar,
  how: How,
  at: number,
): Promise<void> {
  const proved = how === 'password' || how === 'code' || how === 'link';
  const who = identityIn(jar, null);
  if (person === null) {
    if (proved) await keepAsAccount(context, state, jar, { who, since: at });
  } else if (who !== null && isAnotherPerson(person, who))
    await keepAsAccount(context, state, jar, { who, since: at });
  else if (who === null || !isSamePerson(person, who)) await doubt(context, state, { at, proved });
}

function doubt(context: Context, { place, live }: PlaceState, about: Doubt): Promise<void> {
  return writeItems(context.local, [entry(liveItem(place), { ...live, doubt: about })]);
}

/** The site has tied the active account's session to this browser. */
export function noticeBinding(context: Context, place: Place): Promise<void> {
  return atPlace(context, place, 'bound', async ({ site, live }) => {
    const account = live.active === null ? null : await readItem(context.local, accountItem(live.active));
    if (account === null || account.bound) return;
    await writeItems(context.local, [entry(accountItem(account.id), { ...account, bound: true })]);
    context.ports.announce.changed(site.id);
  });
}
