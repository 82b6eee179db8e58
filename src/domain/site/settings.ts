import type { Order } from './site-choices';

/** The colours of our own pages: as the system has them, or always the same. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What a person can choose for Hatrack as a whole. */
export interface Settings {
  readonly theme: Theme;
  /** The toolbar button shows who is active. */
  readonly badge: boolean;
  /** The order of the list on sites that are taken into use from now on. */
  readonly order: Order;
}

export const usualSettings: Settings = { theme: 'system', badge: true, order: 'own' };
