import { parse, stringify } from 'devalue';
import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import type { StoreArea } from '@/storage/store-area';
import { decrypt, encrypt } from './cipher';
import type { Keys } from './codec';
import type { Seal } from './vault';

/**
 * The key of the Vault. Records are encrypted by a random key, which is kept encrypted by another that is derived from the passphrase: a
 * new passphrase costs one record. While the Vault is open the random one lies in storage that outlives the worker, is never on disk, and
 * ends with the session of the browser.
 */
export interface PassphraseSeal extends Seal {
  /** @throws AppError `vault/locked` */
  keys(): Promise<Keys>;
  /** Whether every record is as it is to be. */
  isSettled(): Promise<boolean>;
  /** It is so by now. */
  settle(): Promise<void>;
}

export interface SealAreas {
  /** On disk. */
  readonly local: StoreArea;
  /** In memory, readable by the extension alone. */
  readonly session: StoreArea;
  /** Of PBKDF2; tests take fewer. */
  readonly rounds?: number;
}

export const sealKey = 'seal';
const openKey = 'seal-key';
/** What a key that is encrypted is about. */
const wrapping = 'key';

/** For PBKDF2 with SHA-256, as OWASP's Password Storage Cheat Sheet asks for. */
const usualRounds = 600_000;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const record = v.object({
  version: v.literal(1),
  /** `sealing`, `opening`: some records are not yet as they are to be. */
  phase: v.picklist(['sealing', 'sealed', 'opening']),
  rounds: v.number(),
  salt: bytes,
  vector: bytes,
  /** The key, encrypted. */
  bytes,
});
type SealRecord = v.InferOutput<typeof record>;

export function createPassphraseSeal({ local, session, rounds = usualRounds }: SealAreas): PassphraseSeal {
  const known = remembered(() => readRecord(local));
  const opened = remembered(() => readKey(session));

  const write = async (next: SealRecord) => {
    try {
      await local.set({ [sealKey]: stringify(next) });
    } finally {
      // What is read before can be what was there before.
      known.forget();
    }
  };
  const hold = async (raw: Uint8Array<ArrayBuffer>) => {
    await session.set({ [openKey]: stringify(raw) });
    opened.forget();
  };
  const letGo = async () => {
    opened.set(null);
    await session.remove([openKey]);
  };
  /** @throws AppError `vault/passphrase` where it is another one */
  const unwrapped = async (passphrase: string) => {
    const there = await known.read();
    if (there === null || passphrase === '') throw new AppError('vault/passphrase');
    return { there, raw: await unwrap(there, passphrase) };
  };
  const drop = async () => {
    await local.remove([sealKey]);
    known.set(null);
    await letGo();
  };

  return {
    state: async () => {
      if ((await known.read()) === null) return 'none';
      return (await opened.read()) === null ? 'locked' : 'open';
    },
    keys: async () => {
      const there = await known.read();
      if (there === null) return { sealing: null, opening: null };
      const opening = await opened.read();
      if (opening === null) throw new AppError('vault/locked');
      return { sealing: there.phase === 'opening' ? null : opening, opening };
    },
    set: async (passphrase) => {
      if ((await known.read()) !== null) throw new AppError('vault/passphrase');
      const raw = crypto.getRandomValues(new Uint8Array(32));
      const wrapped = await wrap(raw, passphrase, rounds, 'sealing');
      // Last: from then on it is asked for, and what is kept is sealed.
      await hold(raw);
      await write(wrapped);
    },
    change: async (passphrase, next) => {
      const { there, raw } = await unwrapped(passphrase);
      // Whoever wants another one wants what is kept to be sealed, also where the one before could not be removed whole.
      await write(await wrap(raw, next, rounds, there.phase === 'opening' ? 'sealing' : there.phase));
      await hold(raw);
    },
    remove: async (passphrase) => {
      const { there, raw } = await unwrapped(passphrase);
      await write({ ...there, phase: 'opening' });
      await hold(raw);
    },
    unlock: async (passphrase) => hold((await unwrapped(passphrase)).raw),
    lock: letGo,
    isSettled: async () => ((await known.read())?.phase ?? 'sealed') === 'sealed',
    settle: async () => {
      const there = await known.read();
      if (there?.phase === 'opening') await drop();
      else if (there?.phase === 'sealing') await write({ ...there, phase: 'sealed' });
    },
    forget: drop,
  };
}

/** What nobody else writes is read once; that it could not be read is forgotten, for it may be the next time. */
function remembered<Value>(read: () => Promise<Value>) {
  let known: Promise<Value> | undefined;
  const forget = () => {
    known = undefined;
  };
  return {
    forget,
    set: (value: Value) => {
      known = Promise.resolve(value);
    },
    read: async (): Promise<Value> => {
      known ??= read();
      const asked = known;
      try {
        return await asked;
      } catch (error) {
        if (known === asked) forget();
        throw error;
      }
    },
  };
}

/** @throws AppError `storage/unreadable`: taken for none, it would be written over, and all that it has sealed were lost */
async function readRecord(local: StoreArea): Promise<SealRecord | null> {
  const { [sealKey]: raw } = await local.get([sealKey]);
  if (raw === undefined || raw === null) return null;
  const result = v.safeParse(record, unpacked(raw));
  if (!result.success) throw new AppError('storage/unreadable', sealKey);
  return result.output;
}

function unpacked(raw: unknown): unknown {
  try {
    return typeof raw === 'string' ? parse(raw) : raw;
  } catch {
    return undefined;
  }
}

async function readKey(session: StoreArea): Promise<CryptoKey | null> {
  const raw = unpacked((await session.get([openKey]))[openKey]);
  return raw instanceof Uint8Array ? importKey(new Uint8Array(raw)) : null;
}

function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function wrap(
  raw: Uint8Array<ArrayBuffer>,
  passphrase: string,
  rounds: number,
  phase: SealRecord['phase'],
): Promise<SealRecord> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await derive(passphrase, salt, rounds);
  return { version: 1, phase, rounds, salt, ...(await encrypt(key, wrapping, raw)) };
}

/** @throws AppError `vault/passphrase` */
async function unwrap(there: SealRecord, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await derive(passphrase, there.salt, there.rounds);
  return decrypt(key, wrapping, there, 'vault/passphrase');
}

/** The same letters can be written in several ways (Unicode, NFKC), and another keyboard may write another. */
async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const letters = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', letters, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}
