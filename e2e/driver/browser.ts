import type { Picture, Screen } from './screen';

export interface BrowserOptions {
  /** Not a browser that scenarios before have used: the private file system of an origin does not come back in Firefox once it was cleared. */
  readonly unused?: boolean;
  /** The folder of the built extension. */
  readonly dist: string;
  /** Leaves the page open that Hatrack shows to whoever is new; scenarios begin where its person has closed it. */
  readonly keepWelcome?: boolean;
  /** Show windows on this X display; without one, headless. */
  readonly display?: string;
  /** Milliseconds after which a background that hears of nothing is put to sleep; Firefox alone can be told. */
  readonly idle?: number;
  /** SHA-256 of a server's public key, in base64, whose certificate counts as good: answers under a bad one are never cached. */
  readonly trustedKey?: string;
  /** Of the browser's own interface, as a BCP 47 tag; its language pack has to be installed. */
  readonly language?: string;
}

export interface OpenOptions {
  readonly newWindow?: boolean;
  /** The number of one of Firefox's containers. */
  readonly container?: number;
}

/**
 * What a scenario can do with a browser, whichever it is. Everything of Hatrack is reached as a person reaches it: by the
 * role and name of what is on the screen.
 */
export interface TestBrowser {
  /** Opens an address in a tab of the newest window, or in a window of its own. */
  open(url: string, options?: OpenOptions): Promise<SiteTab>;
  /** The toolbar button is pressed with this tab in front. */
  openPopup(tab: SiteTab): Promise<Panel>;
  /** The popup that is open, or is about to be. */
  openedPopup(): Promise<Panel>;
  /** The popup as a page that acts on this tab; stays open. */
  openPopupPage(tab: SiteTab): Promise<Panel>;
  /** @param hash of a place in them, with `#` */
  openSettings(hash?: string): Promise<Panel>;
  /** The tab of the settings, which somebody else has opened. @param hash what their address ends in */
  settingsAt(hash: string): Promise<Panel>;
  /** The page for whoever is new. */
  openWelcome(): Promise<Panel>;
  /**
   * Says yes to the browser's permission prompt, as a person at the keyboard does.
   * @param before the screen before there was a prompt
   * @param whenReady called while it waits for the answer
   */
  acceptPrompt(screen: Screen, before: Picture, whenReady?: () => Promise<void>): Promise<void>;
  /** Whether the browser waits for an answer, as far as it can be told. */
  isAsking(): Promise<boolean>;
  /** The person takes permissions back. */
  revoke(origins: readonly string[]): Promise<void>;
  badgeOf(tab: SiteTab): Promise<string>;
  /** The open tabs' addresses, also of those that sleep. */
  tabs(): Promise<{ url: string; asleep: boolean; inFront: boolean }[]>;
  /** Looks at the (possibly sleeping) tab with this address. */
  lookAt(url: string): Promise<SiteTab>;
  /**
   * The browser puts the tab with this address to sleep, as it does with tabs that nobody looks at. In Chromium whoever watches a tab
   * wakes it, so there nothing but `inBackground` and `close` works from then on.
   */
  letSleep(url: string): Promise<void>;
  killWorker(): Promise<void>;
  /** Loads the extension anew, as an update does. */
  reloadExtension(): Promise<void>;
  /** Switches the extension off, and on again. @param meanwhile what its person does before that */
  switchOffAndOn(meanwhile?: () => Promise<void>): Promise<void>;
  /** Runs in the extension's background, with nothing of the test in reach but `input`. */
  inBackground<Input, Output>(run: (input: Input) => Promise<Output>, input: Input): Promise<Output>;
  /** Runs a script of ours in the background; what it leaves on `globalThis` is there for `inBackground`. */
  runScript(code: string): Promise<void>;
  /** Ends the process at once, as a crash does, and starts it again with the same profile. */
  crashAndRestart(): Promise<void>;
  /** Quits as a person does, and starts it again with the same profile. */
  quitAndRestart(): Promise<void>;
  close(): Promise<void>;
}

/** A tab with a website in it. */
export interface SiteTab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** What the page says; empty while it loads. */
  text(): Promise<string>;
  fill(label: string, value: string): Promise<void>;
  /** Clicks on a heading, or whatever has this text; the page has been used then. */
  click(text: string): Promise<void>;
  /** Presses a button and waits for the page that it leads to. */
  press(button: string): Promise<void>;
  /** Runs in the page. */
  evaluate<Input, Output>(run: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  bringToFront(): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A page of Hatrack's own. */
export interface Panel {
  press(role: string, name: string): Promise<void>;
  /** Presses what can go by itself. @returns `false` where it is not there to be pressed */
  pressIfThere(role: string, name: string): Promise<boolean>;
  has(role: string, name: string): Promise<boolean>;
  /** Takes a button with the mouse and lets it go over another. */
  drag(button: string, onto: string): Promise<void>;
  /** Unfolds a section. */
  unfold(name: string): Promise<void>;
  /** Chooses an option of a labelled list. */
  choose(label: string, option: string): Promise<void>;
  heading(): Promise<string>;
  /** The rows of the list "Accounts": their names, the active one with a star. */
  accounts(): Promise<string[]>;
  /** What the live regions say: status, then alert. */
  said(): Promise<string>;
  /** Keys as they are named in KeyboardEvent.key. */
  keys(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** The name of what has the focus. */
  focused(): Promise<string>;
  isOpen(): Promise<boolean>;
  screenshot(path: string): Promise<void>;
  evaluate<Input, Output>(run: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  close(): Promise<void>;
}
