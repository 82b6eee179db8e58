/** Of a request or an answer, as both browsers show it. */
export interface Header {
  readonly name: string;
  readonly value?: string | undefined;
}

/** @param name in small letters */
export function headerOf(headers: readonly Header[], name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
}
