/** An object that came from JSON or a database: nothing is known of it. */
export type Fields = Readonly<Record<string, unknown>>;

/** Only plain objects count: what an array, a map or a file holds is of many. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The field itself, never what every object inherits. */
export function fieldOf(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** @param path names of fields with full stops between them; '' is the value itself */
export function fieldAt(value: unknown, path: string): unknown {
  return path === '' ? value : path.split('.').reduce(fieldOf, value);
}
