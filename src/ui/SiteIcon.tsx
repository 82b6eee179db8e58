import { initialOf } from '@/domain/account/label';
import styles from './SiteIcon.module.css';

export interface SiteIconProps {
  readonly name: string;
  /** A `data:` URL; without one the tile shows the first letter of the name. */
  readonly picture: string | null;
}

/** Stands before the name of a Site, and is decoration beside it. */
export function SiteIcon({ name, picture }: SiteIconProps) {
  return (
    <span class={styles.tile} data-letter={picture === null} aria-hidden="true">
      {picture === null ? initialOf(name) : <img src={picture} alt="" />}
    </span>
  );
}
