import type { ComponentChildren } from 'preact';
import { type ColourName, colours } from '@/domain/account/colour';
import { Icon } from '@/ui/Icon';
import styles from './pictures.module.css';
import { Window } from './Window';

/** What Hatrack does, in three pictures without a word; what they show is said below them. */

/** A site, Hatrack's button pressed, and the one thing that it offers. */
export function UsePicture() {
  return (
    <Picture isLit>
      <Page>
        <Line size="medium" />
        <Line size="long" />
        <Line size="short" />
      </Page>
      <Card isCentred>
        <img class={styles.emblem} src="/icons/hatrack-48.png" alt="" />
        <Line size="medium" />
        <span class={styles.button}>
          <Line size="medium" />
          <Pointer />
        </span>
      </Card>
    </Picture>
  );
}

/** The site asks who one is, and the list has a place for whoever it will be. */
export function AddPicture() {
  return (
    <Picture>
      <Page isCentred>
        <span class={styles.field} />
        <span class={styles.field} />
        <span class={styles.button}>
          <Line size="short" />
          <Pointer />
        </span>
      </Page>
      <Card>
        <Row colour="blue" />
        <Row colour={null} />
      </Card>
    </Picture>
  );
}

/** Another account was picked, and the page is theirs. */
export function SwitchPicture() {
  return (
    <Picture>
      <Page colour="orange">
        <Line size="medium" />
        <Line size="long" />
        <Line size="long" />
        <Line size="short" />
      </Page>
      <Card>
        <Row colour="blue" />
        <Row colour="orange" isActive />
        <Row colour="green" />
      </Card>
    </Picture>
  );
}

function Picture({ isLit = false, children }: { isLit?: boolean; children: ComponentChildren }) {
  return (
    <div class={styles.picture} aria-hidden="true">
      <Window isLit={isLit}>
        <div class={styles.inside}>{children}</div>
      </Window>
    </div>
  );
}

interface PageProps {
  /** Whose page it is. */
  readonly colour?: ColourName;
  readonly isCentred?: boolean;
  readonly children: ComponentChildren;
}

function Page({ colour, isCentred = false, children }: PageProps) {
  return (
    <div class={styles.page} data-centred={isCentred}>
      {colour !== undefined && <Face colour={colour} />}
      {children}
    </div>
  );
}

/** Hatrack's popup. */
function Card({ isCentred = false, children }: { isCentred?: boolean; children: ComponentChildren }) {
  return (
    <div class={styles.card} data-centred={isCentred}>
      {children}
    </div>
  );
}

interface RowProps {
  /** `null` where nobody is yet. */
  readonly colour: ColourName | null;
  readonly isActive?: boolean;
}

function Row({ colour, isActive = false }: RowProps) {
  return (
    <span class={styles.row} data-active={isActive}>
      <Face colour={colour} />
      <Line size={colour === null ? 'short' : 'medium'} />
      {isActive && (
        <>
          <Icon name="check" />
          <Pointer />
        </>
      )}
    </span>
  );
}

function Face({ colour }: { colour: ColourName | null }) {
  if (colour === null)
    return (
      <span class={styles.nobody}>
        <Icon name="add" />
      </span>
    );
  return <span class={styles.face} style={{ background: colours[colour] }} />;
}

/** Stands for words. */
export function Line({ size }: { size: 'short' | 'medium' | 'long' }) {
  return <span class={styles.line} data-size={size} />;
}

/** The arrow of a mouse, which points the same way in every language. */
function Pointer() {
  return (
    <svg class={styles.pointer} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3 1.5v11l3-2.7 1.8 4.2 2-.9L8 9l4-.3z" />
    </svg>
  );
}
