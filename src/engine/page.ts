import type { Account } from '@/domain/account';
import { avatarUrl } from '@/domain/avatar';
import { colours } from '@/domain/colour';
import type { StoreId } from '@/domain/ids';
import { initialOf } from '@/domain/label';
import type { PageSessionView, PageView } from '@/domain/page-view';
import { entry, readItem, writeItems } from '@/storage/item';
import { liveItem, pageSecretItem } from '@/storage/schema';
import { accountsById } from './account-list';
import type { Context } from './context';
import { siteInUse } from './sites';

/**
 * What a page of this address is told: who is active, and only where the person agreed. `null`: nothing at all.
 * @param url the page's address, as the browser tells it
 */
export async function pageView(context: Context, url: string, storeId: StoreId): Promise<PageView | null> {
  const site = await siteInUse(context, url);
  if (!site?.tellPage || !site.multiSession) return null;
  const live = await readItem(context.local, liveItem({ siteId: site.id, storeId }));
  const [account] = live.active === null ? [] : await accountsById(context, [live.active]);
  return { session: account === undefined ? null : await sessionView(context, account) };
}

async function sessionView(context: Context, account: Account): Promise<PageSessionView> {
  const avatar = avatarUrl(initialOf(account.label), colours[account.colour]);
  const [id, userId] = await Promise.all([
    pseudonym(context, `session ${account.siteId} ${account.id}`),
    pseudonym(context, `user ${account.siteId} ${account.id}`),
  ]);
  return { id, status: 'active', active: true, user: { id: userId, label: account.label, avatar } };
}

/** Pages get no id of ours: HMAC-SHA-256 under a key of this installation, so that no two sites can compare theirs. */
async function pseudonym(context: Context, text: string): Promise<string> {
  const secret = await pageSecret(context);
  const bytes = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), hmac, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text)));
  return hex(signature.subarray(0, 16));
}

async function pageSecret({ local }: Context): Promise<string> {
  const known = await readItem(local, pageSecretItem);
  if (known !== null) return known;
  const made = hex(crypto.getRandomValues(new Uint8Array(32)));
  await writeItems(local, [entry(pageSecretItem, made)]);
  return made;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
