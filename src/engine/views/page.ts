import type { Account } from '@/domain/account';
import { avatarUrl } from '@/domain/account/avatar';
import { colours } from '@/domain/account/colour';
import { initialOf } from '@/domain/account/label';
import type { Place, StoreId } from '@/domain/ids';
import type { PageSessionView, PageView } from '@/domain/view/page-view';
import { entry, readItem, writeItems } from '@/storage/item';
import { liveItem, pageSecretItem } from '@/storage/schema';
import { accountsById } from '../accounts/account-list';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { siteInUse } from '../sites';

/**
 * What a page of this address is told: who is active, and only where the person agreed. `null`: nothing at all.
 * @param url the page's address, as the browser tells it
 */
export async function pageView(context: Context, url: string, storeId: StoreId): Promise<PageView | null> {
  const site = await siteInUse(context, url);
  if (!site?.tellPage || !site.multiSession || !(await isGranted(context, site))) return null;
  const live = await readItem(context.local, liveItem({ siteId: site.id, storeId }));
  const [account] = live.active === null ? [] : await accountsById(context, [live.active]);
  return { session: account === undefined ? null : await sessionView(context, account) };
}

async function sessionView(context: Context, account: Account): Promise<PageSessionView> {
  const avatar = avatarUrl(initialOf(account.label), colours[account.colour]);
  const secret = await pageSecret(context);
  const [id, userId] = await Promise.all([
    pseudonym(secret, `session ${account.siteId} ${account.id}`),
    pseudonym(secret, `user ${account.siteId} ${account.id}`),
  ]);
  return { id, status: 'active', active: true, user: { id: userId, label: account.label, avatar } };
}

/** Pages get no id of ours: HMAC-SHA-256 under a key of this installation, so that no two sites can compare theirs. */
async function pseudonym(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), hmac, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text)));
  return hex(signature.subarray(0, 16));
}

const making: Place = { siteId: '' as Place['siteId'], storeId: 'page-secret' as StoreId };

/** Made at first need. All open pages ask at once, and none may be told by a key that another takes the place of. */
async function pageSecret({ local, lock }: Context): Promise<string> {
  return (await readItem(local, pageSecretItem)) ?? lock.run(making, null, () => knownOrMade(local));
}

async function knownOrMade(local: Context['local']): Promise<string> {
  const known = await readItem(local, pageSecretItem);
  if (known !== null) return known;
  const made = hex(crypto.getRandomValues(new Uint8Array(32)));
  await writeItems(local, [entry(pageSecretItem, made)]);
  return made;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
