import { AppError, fromErrorView } from '@/domain/app-error';
import { parseReply, toRequest } from './envelope';
import type {
  Call,
  ExtensionInput,
  ExtensionOutputs,
  ExtensionType,
  PageInput,
  PageOutputs,
  PageType,
} from './protocol';

export type Send = (message: unknown) => Promise<unknown>;

/** The typed call over a given transport. Rejects with the `AppError` that the worker replied with. */
export function createClient(send: Send): Call {
  return async <Type extends ExtensionType>(type: Type, input: ExtensionInput<Type>) =>
    (await request(send, type, input)) as ExtensionOutputs[Type];
}

/** The same for a content script, which may ask less. */
export async function callFromPage<Type extends PageType>(
  send: Send,
  type: Type,
  input: PageInput<Type>,
): Promise<PageOutputs[Type]> {
  return (await request(send, type, input)) as PageOutputs[Type];
}

async function request(send: Send, type: string, input: unknown): Promise<unknown> {
  const reply = parseReply(await send(toRequest(type, input)));
  if (reply === null) throw new AppError('unexpected');
  if (!reply.ok) throw fromErrorView(reply.error);
  return reply.value;
}
