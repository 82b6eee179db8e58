import { text } from '@/ui/text';
import styles from './HowItWorks.module.css';

/** The way to the page for whoever is new. */
export function HowItWorks() {
  return (
    <a class={styles.link} href="../welcome/index.html">
      {text.howItWorks}
    </a>
  );
}
