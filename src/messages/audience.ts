import type { StoreId } from '@/domain/ids';

/** Who sent a message. */
export type Audience = 'extension' | 'page' | 'stranger';

/** What the browser itself says of a sender; a page cannot forge it. */
export interface Sender {
  /** The extension that it belongs to. */
  readonly id?: string | undefined;
  /** A content script has that of its page. Unlike `url`, a compromised renderer cannot choose it. */
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
  /** The cookie store of its tab. */
  readonly storeId?: StoreId | undefined;
}

/** Us, as the browser names us. */
export interface Self {
  readonly id: string;
  readonly origin: string;
}

/** Only a top frame counts as a page: a frame of somebody else's inside it is told nothing. */
export function audienceOf(sender: Sender, self: Self): Audience {
  if (sender.id !== self.id) return 'stranger';
  if (sender.origin === self.origin) return 'extension';
  const isWeb = sender.origin !== undefined && /^https?:\/\//.test(sender.origin);
  return isWeb && sender.tab !== undefined && sender.frameId === 0 ? 'page' : 'stranger';
}
