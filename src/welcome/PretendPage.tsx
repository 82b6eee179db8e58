import { type ColourName, colours } from '@/domain/account/colour';
import type { RowView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import styles from './PretendPage.module.css';
import { Line } from './pictures';

export interface PretendPageProps {
  readonly visitor: RowView | null;
  /** Whom it offers to sign in while it shows nobody. */
  readonly next: RowView;
  readonly onSignIn: () => void;
}

/** A page of a site with mail in it. */
export function PretendPage({ visitor, next, onSignIn }: PretendPageProps) {
  return (
    <section class={styles.page} aria-label={text.examplePage}>
      {visitor === null ? (
        <div class={styles.form} key="nobody">
          <span class={styles.field} />
          <span class={styles.field} />
          <Button kind="main" wide onPress={onSignIn}>
            {text.signInAs(next.label)}
          </Button>
        </div>
      ) : (
        <Inbox visitor={visitor} key={visitor.id} />
      )}
    </section>
  );
}

function Inbox({ visitor: { label, initial, colour, handle } }: { visitor: RowView }) {
  return (
    <div class={styles.inbox} style={{ '--colour': colours[colour] }}>
      <div class={styles.head}>
        <h3>{text.exampleInbox}</h3>
        <div class={styles.who}>
          <p>
            <bdi>{label}</bdi>
          </p>
          <p class={styles.handle}>{handle}</p>
        </div>
        <Avatar initial={initial} colour={colour} />
      </div>
      <div class={styles.mails} aria-hidden="true">
        {mailsOf(colour).map(([from, size], index) => (
          <div key={from} class={styles.mail} data-unread={index < 2}>
            <span class={styles.sender} style={{ background: colours[from] }} />
            <Line size="short" />
            <Line size={size} />
          </div>
        ))}
      </div>
    </div>
  );
}

type Mail = readonly [from: ColourName, size: 'short' | 'medium' | 'long'];

/** Each account has mail of its own. */
function mailsOf(colour: ColourName): readonly Mail[] {
  if (colour === 'blue')
    return [
      ['teal', 'long'],
      ['purple', 'medium'],
      ['slate', 'long'],
      ['red', 'medium'],
      ['green', 'long'],
    ];
  if (colour === 'orange')
    return [
      ['pink', 'medium'],
      ['green', 'long'],
      ['blue', 'short'],
    ];
  return [
    ['slate', 'long'],
    ['orange', 'short'],
    ['purple', 'long'],
    ['teal', 'medium'],
  ];
}
