import type { FormValues } from '@/lib/patients/form-state';
import type { FieldDefinition } from '../entry-fields';

/** What somebody else changed of a patient while a form was open, stored together with what the form saved. */
type Joined = Readonly<{ patientId: string; adopted: FormValues; fields: readonly FieldDefinition[] }>;

let last: Joined | null = null;
const listeners = new Set<() => void>();

/** Keeps what the last saving was joined with, in the page's memory alone, for the page that the reader sees next. */
export function noteJoined(joined: Joined | null): void {
  last = joined;
  for (const listener of listeners) listener();
}

export function lastJoined(): Joined | null {
  return last;
}

/** Listens for savings; what was noted is forgotten once nobody shows it any more. */
export function onJoined(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    queueMicrotask(() => {
      if (listeners.size === 0) last = null;
    });
  };
}
