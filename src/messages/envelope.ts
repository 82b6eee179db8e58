import * as v from 'valibot';
import { type ErrorCode, type ErrorView, errorCodes } from '@/domain/app-error';

/** How messages look on the wire. The mark keeps foreign traffic out. */
const mark = 1;

const request = v.strictObject({ hatrack: v.literal(mark), type: v.string(), input: v.unknown() });
export type Request = v.InferOutput<typeof request>;

const errorView = v.object({
  code: v.picklist(errorCodes as readonly ErrorCode[]),
  subject: v.exactOptional(v.string()),
});
const reply = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), error: errorView }),
]);
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorView };

/** "Something changed, ask again": without data, for whoever hears it may see different things. */
const changed = v.strictObject({ hatrack: v.literal(mark), event: v.literal('changed') });

export function toRequest(type: string, input: unknown): Request {
  return { hatrack: mark, type, input };
}

export function isRequest(message: unknown): message is Request {
  return v.is(request, message);
}

export function parseReply(message: unknown): Reply | null {
  const result = v.safeParse(reply, message);
  return result.success ? result.output : null;
}

export const changedEvent: v.InferOutput<typeof changed> = { hatrack: mark, event: 'changed' };

export function isChangedEvent(message: unknown): boolean {
  return v.is(changed, message);
}
