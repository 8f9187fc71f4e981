'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { NO_DECK, readDeck, type Deck } from '@/lib/figure/model/deck';

const KEY = 'registry.deck';
const CHANGED = 'registry-deck-changed';
let kept: Readonly<{ text: string | null; deck: Deck }> = { text: null, deck: NO_DECK };

/** The reader's presentation. It stays in this browser; false: the browser keeps nothing. */
export function useDeck(): Readonly<{ deck: Deck; save: (deck: Deck) => boolean }> {
  const deck = useSyncExternalStore(subscribe, current, () => NO_DECK);
  const save = useCallback((next: Deck): boolean => {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(next));
      window.dispatchEvent(new Event(CHANGED));
      return true;
    } catch {
      return false;
    }
  }, []);
  return { deck, save };
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

function current(): Deck {
  const text = stored();
  if (text !== kept.text) kept = { text, deck: readDeck(text) };
  return kept.deck;
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
