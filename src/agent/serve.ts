import { digestOfEntries } from '@/domain/jar/digest';
import { type Entries, sameEntries } from '@/domain/jar/web-storage';
import { listCaches, readCache, removeCaches, writeCache } from './caches';
import { fillDatabase, listDatabases, readRows, removeDatabases, setCounters, writeRows } from './databases';
import { readEntries, writeEntries } from './entries';
import type { AgentCall, AgentCalls, AgentChannel, AgentReply, AgentRequest } from './protocol';

/** Reads and writes what an origin keeps, from within. */

type Handlers = { [Call in AgentCall]: (input: AgentCalls[Call]['input']) => Promise<unknown> | unknown };

/** So that it need not be sent back and forth to be looked at again. */
let written: Entries = [];

const handlers: Handlers = {
  readLocal: () => readEntries(localStorage),
  readLocalUnless: async (digest) => {
    const entries = readEntries(localStorage);
    return (await digestOfEntries(entries)) === digest ? null : entries;
  },
  writeLocal: (entries) => {
    written = entries;
    return writeEntries(localStorage, entries);
  },
  checkLocal: () => sameEntries(written, readEntries(localStorage)),
  readSession: () => readEntries(sessionStorage),
  writeSession: (entries) => writeEntries(sessionStorage, entries),
  listDatabases,
  readRows,
  fillDatabase,
  writeRows: ({ database, store, rows }) => writeRows(database, store, rows),
  setCounters,
  removeDatabases,
  listCaches,
  readCache,
  removeCaches,
  writeCache: ({ name, answers }) => writeCache(name, answers),
};

async function answer(request: AgentRequest): Promise<AgentReply> {
  const { id, call, input } = request;
  try {
    const handle = handlers[call] as (given: unknown) => unknown;
    return { id, ok: true, value: await handle(input) };
  } catch (error) {
    return failure(id, error);
  }
}

function failure(id: number, error: unknown): AgentReply {
  return { id, ok: false, name: error instanceof DOMException ? error.name : 'Error' };
}

/** Answers what the extension asks at the other end of the line, until the page is gone. */
export function serve(channel: AgentChannel): void {
  channel.onRequest(async (request) => {
    const reply = await answer(request);
    try {
      channel.reply(reply);
    } catch (error) {
      // Something stored here cannot be sent.
      channel.reply(failure(request.id, error));
    }
    channel.end({ end: request.id });
  });
}
