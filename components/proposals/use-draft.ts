import { useEffect, useRef, useState } from 'react';

/** How a form is kept on the server while it is typed; `at` is when the draft that it opened with was kept. */
export type DraftKeeping = Readonly<{
  form: string;
  at: string | null;
  keep: (form: string, values: Readonly<Record<string, string>> | null) => Promise<Readonly<{ ok: boolean }>>;
}>;

const QUIET_MS = 1200;

/** Keeps what is typed once typing rests; `untouched` are the fields as the form began. `forget` throws the draft away. */
export function useDraft(
  { form, keep }: DraftKeeping,
  values: Readonly<Record<string, string>>,
  untouched: Readonly<Record<string, string>>,
): { kept: 'no' | 'yes' | 'failed'; forget: () => void } {
  const [kept, setKept] = useState<'no' | 'yes' | 'failed'>('no');
  const last = useRef(JSON.stringify(values));
  const text = JSON.stringify(values);
  const empty = text === JSON.stringify(untouched);
  useEffect(() => {
    if (text === last.current) return undefined;
    const timer = setTimeout(() => {
      // It was proposed or thrown away meanwhile.
      if (text === last.current) return;
      last.current = text;
      const done = empty ? 'no' : 'yes';
      keep(form, empty ? null : (JSON.parse(text) as Record<string, string>)).then(
        ({ ok }) => setKept(ok ? done : 'failed'),
        () => setKept('failed'),
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, empty, form, keep]);
  const forget = (): void => {
    last.current = text;
    setKept('no');
    keep(form, null).catch(() => setKept('failed'));
  };
  return { kept, forget };
}
