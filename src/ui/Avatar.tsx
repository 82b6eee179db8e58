import { type ColourName, colours } from '@/domain/account/colour';
import styles from './Avatar.module.css';

export interface AvatarProps {
  readonly initial: string;
  readonly colour: ColourName;
  /** A `data:` URL; shown in place of the initial. */
  readonly picture?: string | null;
  readonly large?: boolean;
}

/** The account's picture, or the initial on its colour. Decoration: the label beside it says the same. */
export function Avatar({ initial, colour, picture = null, large = false }: AvatarProps) {
  return (
    <span class={styles.avatar} style={{ background: colours[colour] }} data-large={large} aria-hidden="true">
      {picture === null ? initial : <img class={styles.picture} src={picture} alt="" />}
    </span>
  );
}
