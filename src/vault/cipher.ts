import { AppError, type ErrorCode } from '@/domain/app-error';

/** AES-GCM (NIST SP 800-38D), with an initialisation vector of its own each time. */
const name = 'AES-GCM';
const vectorBytes = 12;

export interface Encrypted {
  readonly vector: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param about as anything else it cannot be decrypted */
export async function encrypt(
  key: CryptoKey,
  about: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Encrypted> {
  const vector = crypto.getRandomValues(new Uint8Array(vectorBytes));
  const encrypted = await crypto.subtle.encrypt(parameters(vector, about), key, plain);
  return { vector, bytes: new Uint8Array(encrypted) };
}

/**
 * @param code of what is thrown where it was encrypted by another key, is about something else, or was changed
 * @throws AppError that, and whatever else goes wrong as it is
 */
export async function decrypt(
  key: CryptoKey,
  about: string,
  { vector, bytes }: Encrypted,
  code: ErrorCode,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters(vector, about), key, bytes));
  } catch (error) {
    // What the specification has for all of these.
    if (error instanceof DOMException && error.name === 'OperationError')
      throw new AppError(code, undefined, { cause: error });
    throw error;
  }
}

function parameters(vector: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name, iv: vector, additionalData: new TextEncoder().encode(about) };
}
