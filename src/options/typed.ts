import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type FieldEvent = TargetedEvent<HTMLInputElement>;

export interface Typed {
  readonly value: string;
  readonly onInput: (event: FieldEvent) => void;
  readonly onChange: (event: FieldEvent) => void;
}

/**
 * What a field shows: what is typed stays until something else is stored, whatever is drawn anew meanwhile, and also where it was
 * refused.
 * @param onDone the person is done with the field
 */
export function useTyped(stored: string, onDone: (typed: string) => void): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped(null), [stored]);
  return {
    value: typed ?? stored,
    onInput: ({ currentTarget }) => setTyped(currentTarget.value),
    onChange: ({ currentTarget }) => onDone(currentTarget.value),
  };
}
