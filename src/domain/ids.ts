/**
 * Ids are branded so that a site's never goes where an account's belongs. They are made in one place each:
 * `SiteId` by `siteOf` (domain/site.ts), `AccountId` by the `Ids` port, the others by the browser.
 */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** The main domain of a Site: a registrable domain, or a whole host where there is none. */
export type SiteId = Branded<string, 'SiteId'>;
/** A random id; says nothing about the person. */
export type AccountId = Branded<string, 'AccountId'>;
/** A cookie store: `"0"` in Chromium, `"firefox-default"` or a container's id in Firefox. */
export type StoreId = Branded<string, 'StoreId'>;
export type TabId = Branded<number, 'TabId'>;

/** Where accounts are live: one Site in one cookie store. Every engine verb takes it as an argument. */
export interface Place {
  readonly siteId: SiteId;
  readonly storeId: StoreId;
  /** The tab that the person acts in, where there is one: it shows the result at once, even when it is not in front. */
  readonly tabId?: TabId;
}

/** One string per Place, for keys of locks and stored items. No id contains a slash. */
export function placeKey(place: Place): string {
  return `${place.siteId}/${place.storeId}`;
}
