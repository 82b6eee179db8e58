import { type ColourName, colours } from '@/domain/colour';
import styles from './Avatar.module.css';

export interface AvatarProps {
  readonly initial: string;
  readonly colour: ColourName;
}

/** The initial on the account's colour. Decoration: the label beside it says the same. */
export function Avatar({ initial, colour }: AvatarProps) {
  return (
    <span class={styles.avatar} style={{ background: colours[colour] }} aria-hidden="true">
      {initial}
    </span>
  );
}
