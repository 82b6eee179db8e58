import * as v from 'valibot';
import { AppError, toErrorView } from '@/domain/app-error';
import { type Audience, audienceOf, type Self, type Sender } from './audience';
import { isRequest, type Reply, type Request } from './envelope';
import {
  type ExtensionInput,
  type ExtensionOutputs,
  type ExtensionType,
  extensionInputs,
  type PageInput,
  type PageOutputs,
  type PageType,
  pageInputs,
} from './protocol';

export type ExtensionHandlers = {
  readonly [Type in ExtensionType]: (input: ExtensionInput<Type>) => Promise<ExtensionOutputs[Type]>;
};
export type PageHandlers = {
  readonly [Type in PageType]: (input: PageInput<Type>, sender: Sender) => Promise<PageOutputs[Type]>;
};

interface Route {
  readonly audience: Audience;
  readonly schema: v.GenericSchema;
  readonly handle: (input: unknown, sender: Sender) => Promise<unknown>;
}

/** The reply to a message, or `undefined`, at once, when it is not ours to answer. */
export type Router = (message: unknown, sender: Sender) => Promise<Reply> | undefined;

/** Who is asking, may they, is it well-formed: in this order, before any handler runs. */
export function createRouter(extension: ExtensionHandlers, page: PageHandlers, self: Self): Router {
  // A Map, for `toString` is no command.
  const routes = new Map<string, Route>([
    ...routesOf('extension', extensionInputs, extension),
    ...routesOf('page', pageInputs, page),
  ]);
  return (message, sender) => {
    if (!isRequest(message)) return undefined;
    return replyOf(answer(routes, message, sender, audienceOf(sender, self)));
  };
}

type Schemas = Readonly<Record<string, v.GenericSchema>>;
type Handlers<Inputs extends Schemas> = {
  readonly [Type in keyof Inputs]: (input: v.InferOutput<Inputs[Type]>, sender: Sender) => Promise<unknown>;
};

function routesOf<Inputs extends Schemas>(
  audience: Audience,
  schemas: Inputs,
  handlers: Handlers<Inputs>,
): [string, Route][] {
  return Object.entries(schemas).map(([type, schema]) => {
    const handle = handlers[type as keyof Inputs] as Route['handle'];
    return [type, { audience, schema, handle }];
  });
}

async function answer(
  routes: ReadonlyMap<string, Route>,
  { type, input }: Request,
  sender: Sender,
  audience: Audience,
): Promise<unknown> {
  if (audience === 'stranger') throw new AppError('message/forbidden');
  const route = routes.get(type);
  if (route === undefined) throw new AppError('message/unknown');
  if (route.audience !== audience) throw new AppError('message/forbidden');
  const parsed = v.safeParse(route.schema, input);
  if (!parsed.success) throw new AppError('message/malformed');
  return route.handle(parsed.output, sender);
}

async function replyOf(work: Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return { ok: false, error: toErrorView(error) };
  }
}
