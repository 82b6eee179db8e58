import { type ColourName, nextColour } from './colour';
import type { AccountId, SiteId } from './ids';
import { defaultLabel } from './label';

/** A signed-in identity on one Site. Nothing secret is in it: what signs it in is its Jar, kept in the Vault. */
export interface Account {
  readonly id: AccountId;
  readonly siteId: SiteId;
  /** Unique within its Site, so that a person (and a screen reader) can tell accounts apart by name. */
  readonly label: string;
  readonly colour: ColourName;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
}

/** How long a sign-out can be taken back, in milliseconds. */
export const undoTime = 10_000;

export function newAccount(
  id: AccountId,
  siteId: SiteId,
  others: readonly Account[],
  addedAt: number,
): Account {
  const label = defaultLabel(others.map((account) => account.label));
  return { id, siteId, label, colour: nextColour(others.map((account) => account.colour)), addedAt };
}
