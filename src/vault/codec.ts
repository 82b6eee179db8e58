import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import { pack, unpack } from './packed';

/** What records are to be encrypted and decrypted with; `null` where they are plain, or are to become so. */
export interface Keys {
  readonly sealing: CryptoKey | null;
  readonly opening: CryptoKey | null;
}

/** Between what is meant and what is written down. Without a passphrase both are the same. */
export interface Codec {
  /** @param about what the record is about: under another name it cannot be read */
  seal(about: string, value: unknown): Promise<unknown>;
  /** @throws AppError `jar/unreadable` where it was changed, is about something else, or its key is gone */
  open(about: string, raw: unknown): Promise<unknown>;
  /** Whether it is written as it would be now. */
  isCurrent(raw: unknown): Promise<boolean>;
}

/** AES-GCM (NIST SP 800-38D), with an initialisation vector of its own for each record. */
const cipher = 'AES-GCM';
const vectorBytes = 12;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const sealedRecord = v.object({ sealed: v.literal(1), vector: bytes, bytes, beside: v.array(v.unknown()) });
type SealedRecord = v.InferOutput<typeof sealedRecord>;

/** @param keys throws `vault/locked` while they are not to be had */
export function createCodec(keys: () => Promise<Keys>): Codec {
  return {
    seal: async (about, value) => {
      const { sealing } = await keys();
      return sealing === null ? value : encrypt(sealing, about, value);
    },
    open: async (about, raw) => {
      const { opening } = await keys();
      if (!isSealed(raw)) return raw;
      const record = v.safeParse(sealedRecord, raw);
      if (opening === null || !record.success) throw new AppError('jar/unreadable');
      return decrypt(opening, about, record.output);
    },
    isCurrent: async (raw) => isSealed(raw) === ((await keys()).sealing !== null),
  };
}

async function encrypt(key: CryptoKey, about: string, value: unknown): Promise<SealedRecord> {
  const { bytes: plain, beside } = await pack(value);
  const vector = crypto.getRandomValues(new Uint8Array(vectorBytes));
  const encrypted = await crypto.subtle.encrypt(parameters(vector, about), key, plain);
  return { sealed: 1, vector, bytes: new Uint8Array(encrypted), beside: [...beside] };
}

async function decrypt(key: CryptoKey, about: string, record: SealedRecord): Promise<unknown> {
  const plain = await crypto.subtle
    .decrypt(parameters(record.vector, about), key, record.bytes)
    .catch((error: unknown) => {
      // What the specification has for bytes that were not sealed so.
      if (error instanceof DOMException && error.name === 'OperationError')
        throw new AppError('jar/unreadable', undefined, { cause: error });
      throw error;
    });
  return unpack({ bytes: new Uint8Array(plain), beside: record.beside });
}

function parameters(vector: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: cipher, iv: vector, additionalData: new TextEncoder().encode(about) };
}

function isSealed(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'sealed' in raw;
}
