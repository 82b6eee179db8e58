import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { encode } from 'fast-png';
import { until } from './until';

/** A screen that nobody sees, for what only a browser with windows does: prompts and keys. */
export interface Screen {
  readonly display: string;
  /** Presses keys as a keyboard does: `Tab`, `Return`, `alt+shift+period`. Whatever has the focus gets them. */
  press(...keys: string[]): Promise<void>;
  /** Types text into whatever has the focus. */
  type(text: string): Promise<void>;
  /** Clicks with the right button, at pixels from the top left. */
  rightClick(x: number, y: number): Promise<void>;
  /** What is on it now. */
  look(): Promise<Picture>;
  /**
   * Waits until it differs from `before` and stands still.
   * @param share of the screen that must differ, 0–1; by default anything but the sign of a page that is being loaded counts
   */
  untilChanged(before: Picture, share?: number): Promise<Picture>;
  /** Waits until nothing has changed for so many milliseconds: on a busy machine a window is drawn in parts, with pauses between them. */
  untilStill(time: number): Promise<Picture>;
  /** All that a person would see, with the browser's own parts. */
  screenshot(path: string): Promise<void>;
  stop(): Promise<void>;
}

/** The share of the screen that the sign of a page which is being loaded takes; it turns as long as a server has not answered. */
const spinner = 0.0003;

/** Pixels from the top left, 3 bytes each: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export async function startScreen(): Promise<Screen> {
  const folder = await mkdtemp(join(tmpdir(), 'hatrack-screen-'));
  // Xvfb itself finds a free display and writes its number to the file descriptor that it is given.
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-fbdir', folder],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = `:${await firstLine(xvfb.stdio[3] as Readable)}`;
  const look = async () => pictureOf(await readFile(join(folder, 'Xvfb_screen0')));
  return {
    display,
    press: async (...keys) => {
      for (const key of keys) await xdotool(display, ['key', '--clearmodifiers', key]);
    },
    type: (text) => xdotool(display, ['type', '--delay', '30', text]),
    rightClick: (x, y) => xdotool(display, ['mousemove', String(x), String(y), 'click', '3']),
    look,
    untilChanged: (before, share = 0) => {
      let last = before;
      return until('a screen that changed and stands still', async () => {
        const now = await look();
        const stands = difference(last, now) <= spinner;
        last = now;
        return stands && difference(before, now) > Math.max(share, spinner) && now;
      });
    },
    untilStill: (time) => {
      let still: { picture: Picture; since: number } | null = null;
      return until('a screen that stands still', async () => {
        const picture = await look();
        if (still === null || difference(still.picture, picture) > spinner)
          still = { picture, since: Date.now() };
        return Date.now() - still.since >= time && picture;
      });
    },
    screenshot: async (path) => {
      const { width, height, data } = await look();
      await writeFile(path, encode({ width, height, data, channels: 3 }));
    },
    stop: async () => {
      await ended(xvfb);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Reads an X window dump of 32 bits a pixel, which is how Xvfb keeps its screen.
 * The header is big-endian words: its size, …, width (4), height (5), …, bytes a line (12), …, colours in the table (19).
 * See /usr/include/X11/XWDFile.h
 */
function pictureOf(dump: Buffer): Picture {
  const word = (index: number) => dump.readUInt32BE(index * 4);
  const [width, height, lineBytes] = [word(4), word(5), word(12)];
  const start = word(0) + word(19) * 12;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = start + y * lineBytes + x * 4;
      const to = (y * width + x) * 3;
      data[to] = dump[from + 2] ?? 0;
      data[to + 1] = dump[from + 1] ?? 0;
      data[to + 2] = dump[from] ?? 0;
    }
  }
  return { width, height, data };
}

/** The share of the bytes that differ, 0–1. */
function difference(one: Picture, other: Picture): number {
  let count = 0;
  for (let index = 0; index < one.data.length; index++) {
    if (one.data[index] !== other.data[index]) count++;
  }
  return count / one.data.length;
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += String(part);
    if (text.includes('\n')) break;
  }
  return text.trim();
}

async function xdotool(display: string, args: string[]): Promise<void> {
  const child = spawn('xdotool', args, { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`xdotool ${args.join(' ')} ended with ${code}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
