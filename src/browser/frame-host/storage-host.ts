import browser, { type Runtime } from 'webextension-polyfill';
import type {
  AgentCall,
  AgentCalls,
  AgentEnd,
  AgentReply,
  AgentRequest,
  RowsAnswer,
  RowsQuery,
} from '@/agent/protocol';
import { AppError } from '@/domain/app-error';
import type { StoreId } from '@/domain/ids';
import type { StorageHost } from '@/engine/storage-port';

/** Milliseconds until an agent that does not answer is given up. One answer is a few megabytes at most. */
const patience = 20_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** The line to an agent. */
export interface AgentLine {
  readonly port: Runtime.Port;
  /**
   * Starts an agent where the one before was, whose page its person has loaded again.
   * @throws AppError `origin/unreachable`
   */
  again(): Promise<Runtime.Port>;
  /** Closes whatever the agent was started in. */
  close(): Promise<void>;
}

/** The extension's end of the line to an agent: what an origin keeps, read and written from afar. */
export function createStorageHost(line: AgentLine, origin: string, storeId: StoreId): StorageHost {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  /** `null` once the agent's page is gone. */
  let open: Promise<Runtime.Port> | null = null;

  const attach = (port: Runtime.Port): Runtime.Port => {
    port.onMessage.addListener((message) => {
      const reply = message as AgentReply | AgentEnd;
      const id = 'end' in reply ? reply.end : reply.id;
      const call = waiting.get(id);
      waiting.delete(id);
      if ('end' in reply) call?.reject(new AppError('origin/uncarried', origin));
      else if (reply.ok) call?.resolve(reply.value);
      else call?.reject(refusal(reply.name, origin));
    });
    port.onDisconnect.addListener(() => {
      open = null;
      for (const call of waiting.values()) call.reject(new AppError('origin/unreachable', origin));
      waiting.clear();
    });
    return port;
  };
  open = Promise.resolve(attach(line.port));

  /** The next page may only be on its way: where it is not there yet, whoever asks later looks for it again. */
  const reopen = () =>
    line.again().then(attach, (error: unknown) => {
      open = null;
      throw error;
    });

  const ask = async <Call extends AgentCall>(call: Call, input: AgentCalls[Call]['input']) => {
    // What is asked of a page that has gone in between is asked of the one after it; what it was asked before has failed.
    open ??= reopen();
    const port = await open;
    return new Promise<AgentCalls[Call]['output']>((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => reject(new AppError('origin/unreachable', origin)), patience);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.set(id, { resolve: settled(resolve as (value: unknown) => void), reject: settled(reject) });
      const request: AgentRequest<Call> = { id, call, input };
      try {
        port.postMessage(request);
      } catch {
        waiting.get(id)?.reject(new AppError('origin/unreachable', origin));
        waiting.delete(id);
      }
    });
  };

  return {
    origin,
    local: () => ask('readLocal', null),
    localUnless: (digest) => ask('readLocalUnless', digest),
    setLocal: async (entries) => void (await ask('writeLocal', entries)),
    keepsLocal: () => ask('checkLocal', null),
    session: () => ask('readSession', null),
    setSession: async (entries) => void (await ask('writeSession', entries)),
    databases: () => ask('listDatabases', null),
    async *rows(database, store, known) {
      let after: IDBValidKey | null = null;
      for (let piece = 0; ; piece++) {
        const query: RowsQuery = { database, store, after, known: known[piece] ?? null };
        const { end, last, ...found }: RowsAnswer = await ask('readRows', query);
        if (found.count > 0) yield found;
        if (last) return;
        after = end;
      }
    },
    // There a service worker that was ended goes on for a moment, and wrote a row of the account before (measured).
    refills: !import.meta.env.FIREFOX,
    fillDatabase: async (fill) => void (await ask('fillDatabase', fill)),
    putRows: async (database, store, rows) => void (await ask('writeRows', { database, store, rows })),
    setCounters: async (shape) => void (await ask('setCounters', shape)),
    removeDatabases: import.meta.env.FIREFOX
      ? () => removeDatabases(origin, storeId)
      : async () => void (await ask('removeDatabases', null)),
    caches: () => ask('listCaches', null),
    async *cached(name) {
      for (let from = 0; ; ) {
        const answer: AgentCalls['readCache']['output'] = await ask('readCache', { name, from });
        if (answer.answers.length > 0) yield answer.answers;
        if (answer.last) return;
        from += answer.answers.length;
      }
    },
    removeCaches: async () => void (await ask('removeCaches', null)),
    putCached: async (name, answers) => void (await ask('writeCache', { name, answers })),
    close: line.close,
  };
}

/**
 * In Firefox a page that goes, and a service worker that is ended, can leave a database open that nobody closes for 20 seconds and
 * more, and deleting would wait as long (measured). Firefox itself closes what it deletes. What other sites' pages keep of this
 * origin apart goes with it.
 */
async function removeDatabases(origin: string, cookieStoreId: StoreId): Promise<void> {
  const where: object = { hostnames: [new URL(origin).host], cookieStoreId };
  await browser.browsingData.remove(where, { indexedDB: true });
}

/** @param name of the DOMException that the page's side met */
function refusal(name: string, origin: string): AppError {
  return new AppError(name === 'DataCloneError' ? 'origin/uncarried' : 'origin/refused', origin);
}
