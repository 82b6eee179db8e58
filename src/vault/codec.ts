import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import { decrypt, encrypt } from './cipher';
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

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const sealedRecord = v.object({ sealed: v.literal(1), vector: bytes, bytes, beside: v.array(v.unknown()) });

/** @param keys throws `vault/locked` while they are not to be had */
export function createCodec(keys: () => Promise<Keys>): Codec {
  return {
    seal: async (about, value) => {
      const { sealing } = await keys();
      if (sealing === null) return value;
      const { bytes: plain, beside } = await pack(value);
      return { sealed: 1, ...(await encrypt(sealing, about, plain)), beside };
    },
    open: async (about, raw) => {
      const { opening } = await keys();
      if (!isSealed(raw)) return raw;
      const record = v.safeParse(sealedRecord, raw);
      if (opening === null || !record.success) throw new AppError('jar/unreadable');
      const plain = await decrypt(opening, about, record.output, 'jar/unreadable');
      return unpack({ bytes: plain, beside: record.output.beside });
    },
    isCurrent: async (raw) => isSealed(raw) === ((await keys()).sealing !== null),
  };
}

function isSealed(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'sealed' in raw;
}
