'use client';

import { useMemo } from 'react';
import type { Written } from './written';

/** What the server has written as one text, the same object for the same text. */
export function useWritten<Value extends object>(text: Written<Value>): Value {
  return useMemo(() => JSON.parse(text) as Value, [text]);
}
