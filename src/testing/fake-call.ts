import type { AppError } from '@/domain/app-error';
import type { Call, ExtensionOutputs, ExtensionType } from '@/messages/protocol';

/** The UI's side of the wire, scripted: what was asked, and what is answered. */
export interface FakeCall {
  readonly call: Call;
  readonly asked: [type: ExtensionType, input: unknown][];
  /** What the next calls of a type get, at once or in its time; an error is thrown. */
  answer<Type extends ExtensionType>(
    type: Type,
    output: ExtensionOutputs[Type] | AppError | (() => Promise<ExtensionOutputs[Type]>),
  ): void;
}

export function createFakeCall(): FakeCall {
  const outputs = new Map<ExtensionType, unknown>();
  const asked: FakeCall['asked'] = [];
  const call = async (type: ExtensionType, input: unknown): Promise<unknown> => {
    asked.push([type, input]);
    const output = outputs.get(type) ?? null;
    if (output instanceof Error) throw output;
    return typeof output === 'function' ? output() : output;
  };
  return { call: call as Call, asked, answer: (type, output) => void outputs.set(type, output) };
}
