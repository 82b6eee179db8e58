import { connect, type Socket } from 'node:net';

/**
 * Firefox's own remote control. Its protocol: `<bytes>:<JSON>`; a command is `[0, id, name, parameters]`, an answer
 * `[1, id, error, result]`. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 *
 * Everything is done from the browser's own window (the context "chrome"), from which every page can be reached: tabs, the
 * toolbar's popup and the extension's background alike.
 */
export interface Marionette {
  /**
   * Runs a function in the browser's own window, with its privileges and nothing of the test in reach but `input`.
   * @throws Error with what it threw
   */
  inBrowser<Input, Output>(run: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  /** Ends the browser as a person does. */
  quit(): Promise<void>;
  /** Lets go of the line; the browser goes on. */
  release(): void;
}

interface Answer {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Milliseconds that one command may take. */
const patience = 90_000;

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Answer>();
  let last = 0;
  const ended = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'));
    waiting.clear();
  };
  socket.on('error', ended).on('close', ended);
  await new Promise<void>((resolve) => {
    readMessages(socket, (message) => {
      if (!Array.isArray(message)) return resolve();
      const [, id, error, result] = message as [1, number, { message: string } | null, unknown];
      const answer = waiting.get(id);
      waiting.delete(id);
      if (error === null) answer?.resolve(result);
      else answer?.reject(new Error(error.message));
    });
  });
  const send = (name: string, parameters: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('Firefox is gone'));
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await send('WebDriver:NewSession', { timeouts: { script: patience } });
  await send('Marionette:SetContext', { value: 'chrome' });
  return {
    inBrowser: async (run, input) => {
      const script = asyncScript(run);
      // Without a name each script has a sandbox of its own, so that several can run at once.
      const parameters = { script, args: [input ?? null], sandbox: null };
      try {
        const { value } = (await send('WebDriver:ExecuteAsyncScript', parameters)) as { value: Outcome };
        return outcome(value) as never;
      } catch (error) {
        throw new Error(`${run.name} in Firefox: ${String(error)}`, { cause: error });
      }
    },
    quit: async () => {
      // The line may end before the answer comes. Whether Firefox ends is seen by its process.
      await send('Marionette:Quit', { flags: ['eAttemptQuit'] }).catch(() => undefined);
      socket.destroy();
    },
    release: () => socket.destroy(),
  };
}

type Outcome = { readonly value: unknown } | { readonly error: string };

export function outcome(found: Outcome): unknown {
  if ('error' in found) throw new Error(found.error);
  return found.value;
}

/** What a script leaves behind goes to the window itself, and not to the sandbox over it that it runs in. */
export const inWindow = 'const globalThis = window;';

/** The body of an async script of Marionette's, whose last argument takes the result. */
export function asyncScript(run: (input: never) => unknown): string {
  return `const [input, done] = arguments;
    (async () => (${run})(input))().then(
      (value) => done({ value: value ?? null }),
      (error) => done({ error: String(error) }),
    );`;
}

function readMessages(socket: Socket, hear: (message: unknown) => void): void {
  let buffer = Buffer.alloc(0);
  socket.on('data', (part) => {
    buffer = Buffer.concat([buffer, part]);
    for (;;) {
      const colon = buffer.indexOf(':');
      const end = colon + 1 + Number(buffer.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || buffer.length < end) return;
      hear(JSON.parse(buffer.subarray(colon + 1, end).toString()));
      buffer = buffer.subarray(end);
    }
  });
}
