import type {
  CachedAnswer,
  CacheShape,
  DatabaseFill,
  DatabaseShape,
  Digest,
  Entries,
  Row,
  RowsPiece,
} from '@/domain/jar/web-storage';

/**
 * What is said between the extension and its agent in a page: one request, one answer. Messages are structured clones, so rows
 * go as they are, Blobs and CryptoKeys too.
 */
export interface AgentCalls {
  readLocal: { input: null; output: Entries };
  /** `null`: those of this digest. */
  readLocalUnless: { input: string; output: Entries | null };
  /** Exactly these are there afterwards. */
  writeLocal: { input: Entries; output: null };
  /** Whether what was written last is there still, and nothing else. */
  checkLocal: { input: null; output: boolean };
  readSession: { input: null; output: Entries };
  writeSession: { input: Entries; output: null };
  listDatabases: { input: null; output: readonly DatabaseShape[] };
  readRows: { input: RowsQuery; output: RowsAnswer };
  fillDatabase: { input: DatabaseFill; output: null };
  writeRows: { input: { database: string; store: string; rows: readonly Row[] }; output: null };
  /** Once all rows are there, where more followed than it was filled with: sets the counters of stores that give keys. */
  setCounters: { input: DatabaseShape; output: null };
  removeDatabases: { input: null; output: null };
  listCaches: { input: null; output: readonly CacheShape[] };
  readCache: { input: CacheQuery; output: CacheAnswer };
  removeCaches: { input: null; output: null };
  writeCache: { input: { name: string; answers: readonly CachedAnswer[] }; output: null };
}

export type AgentCall = keyof AgentCalls;

export interface RowsQuery {
  readonly database: string;
  readonly store: string;
  /** The last key of the answer before; `null` at the start. */
  readonly after: IDBValidKey | null;
  /** What need not be sent. */
  readonly known: Digest;
}

export interface RowsAnswer extends RowsPiece {
  /** The key of the last row; `null` where there is none. */
  readonly end: IDBValidKey | null;
  readonly last: boolean;
}

export interface CacheQuery {
  readonly name: string;
  /** How many entries have been read. */
  readonly from: number;
}

export interface CacheAnswer {
  readonly answers: readonly CachedAnswer[];
  readonly last: boolean;
}

export interface AgentRequest<Call extends AgentCall = AgentCall> {
  readonly id: number;
  readonly call: Call;
  readonly input: AgentCalls[Call]['input'];
}

export type AgentReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  /** `name` is that of the DOMException; its text could quote what is stored. */
  | { readonly id: number; readonly ok: false; readonly name: string };

/**
 * Follows every answer. Chromium lets fall, without a word, a message with something in it that the receiver has no class for
 * (measured: an RTCCertificate); messages keep their order, so an answer that is not there before its end never comes.
 */
export interface AgentEnd {
  readonly end: number;
}

/** The agent's end of its line to the extension. */
export interface AgentChannel {
  onRequest(listener: (request: AgentRequest) => void): void;
  /** @throws DOMException `DataCloneError` when the answer holds something that cannot be sent */
  reply(reply: AgentReply): void;
  end(end: AgentEnd): void;
}

/** The name of the agent's port. */
export const agentPort = 'storage-agent';
