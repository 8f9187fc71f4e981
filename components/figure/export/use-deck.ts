'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { readDeck, type DeckEntry } from '@/lib/figure/model/deck';

const KEY = 'registry.deck';
const CHANGED = 'registry-deck-changed';
const NONE: readonly DeckEntry[] = [];
let kept: Readonly<{ text: string | null; entries: readonly DeckEntry[] }> = { text: null, entries: NONE };

/** The reader's list of comparisons for a presentation. It stays in this browser; false: the browser keeps nothing. */
export function useDeck(): Readonly<{
  entries: readonly DeckEntry[];
  save: (entries: readonly DeckEntry[]) => boolean;
}> {
  const entries = useSyncExternalStore(subscribe, current, () => NONE);
  const save = useCallback((next: readonly DeckEntry[]): boolean => {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(next));
      window.dispatchEvent(new Event(CHANGED));
      return true;
    } catch {
      return false;
    }
  }, []);
  return { entries, save };
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

function current(): readonly DeckEntry[] {
  const text = stored();
  if (text !== kept.text) kept = { text, entries: readDeck(text) };
  return kept.entries;
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
