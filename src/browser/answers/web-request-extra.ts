/** What makes Chromium show cookies in its events. Firefox does not know it and throws on it; its listeners always see everything. */
export const extraHeaders: readonly string[] = import.meta.env.FIREFOX ? [] : ['extraHeaders'];
