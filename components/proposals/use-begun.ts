import { useState } from 'react';
import { begin, join, type Begun, type Typed } from '@/lib/merging/begun';

type Form = Begun &
  Readonly<{
    fill: (more: Typed) => void;
    /** others changed what this form began with */
    meet: (now: Typed) => void;
    restart: () => void;
  }>;

/** What is typed over what stands, which others may change meanwhile; `first` is what stood when the page was opened. */
export function useBegun(first: Typed, draft: Typed | null): Form {
  const [begun, setBegun] = useState(() => begin(first, draft));
  return {
    ...begun,
    fill: (more) => setBegun((before) => ({ ...before, values: { ...before.values, ...more } })),
    meet: (now) => setBegun((before) => join(before, now)),
    restart: () => setBegun(begin(begun.began, null)),
  };
}
