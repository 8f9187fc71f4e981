'use client';

import { useEffect, useRef } from 'react';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import type { FormValues } from '@/lib/patients/form-state';

export type DraftAction = (form: FormData) => Promise<boolean>;

/** Where a form keeps what is typed and not saved: the form's name, and what was kept of it before. */
export type DraftPlace = { form: string; kept: EntryDraft | null; keep: DraftAction };

type Content = { values: FormValues; base: FormValues; version: number };

const PAUSE_MS = 700;

/** Keeps what is typed on the server after a pause in typing, and at once when the form goes away. */
export function useDraft({
  place,
  touched,
  content,
}: Readonly<{ place: DraftPlace | undefined; touched: boolean; content: Content }>): {
  pause: () => void;
  discard: () => void;
} {
  const waiting = useRef<(() => void) | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const text = JSON.stringify(content);
  const send = (values: string | null): void => {
    if (place === undefined) return;
    const form = new FormData();
    form.set('form', place.form);
    if (values !== null) form.set('values', values);
    form.set('base', JSON.stringify(content.base));
    form.set('version', String(content.version));
    // A draft that could not be kept costs nothing yet: the next pause tries again, and saving does not need it.
    place.keep(form).catch(() => undefined);
  };
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!touched) return;
    const { values } = JSON.parse(text) as Content;
    const keep = (): void => {
      waiting.current = null;
      latest.current(JSON.stringify(values));
    };
    waiting.current = keep;
    timer.current = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer.current);
  }, [touched, text]);
  useEffect(() => () => waiting.current?.(), []);
  const pause = (): void => {
    clearTimeout(timer.current);
    waiting.current = null;
  };
  return {
    pause,
    discard: () => {
      pause();
      send(null);
    },
  };
}
