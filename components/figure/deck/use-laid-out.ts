'use client';

import { useEffect, useState } from 'react';
import { OWN_KIND, type DeckEntry } from '@/lib/figure/model/deck';
import type { LaidOutFigure, Stage } from '@/lib/figure/model/slide';
import type { Locale } from '@/lib/i18n/routing';
import { ownLayout, ownSlides } from './own-slides';

/** How the figures of a presentation are laid out. `stage`: the room that a template leaves. */
export type Layout = Readonly<{ lang: Locale; ratio: '16x9' | '4x3'; native: boolean; stage: Stage | null }>;

/** A figure as slides, or why it has none; `details`: what is wrong with its address, in the reader's words. */
export type Drawn =
  | Readonly<{ state: 'waiting' }>
  | Readonly<{ state: 'ready'; figure: LaidOutFigure }>
  | Readonly<{ state: 'refused'; details: readonly string[] }>
  /**
   * from data of this browser: the tab that made it is closed, it was made in another language, or it is to be laid out for
   * a template after the page was loaded anew
   */
  | Readonly<{ state: 'gone' | 'language' | 'template' | 'failed' }>;

const WAITING: Drawn = { state: 'waiting' };

/** Every figure laid out as it will be exported, one after the other; what did not change is not asked for again. */
export function useLaidOut(entries: readonly DeckEntry[], layout: Layout): readonly Drawn[] {
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Drawn>>(new Map());
  const keys = entries.map((entry) => keyOf(entry, layout));
  const wanted = entries.find(
    (entry) => !drawn.has(keyOf(entry, layout)) && (entry.kind !== OWN_KIND || ownFigure(entry, layout) === WAITING),
  );
  const wantedKey = wanted === undefined ? null : keyOf(wanted, layout);
  useEffect(() => {
    if (wanted === undefined || wantedKey === null) return;
    const stop = new AbortController();
    void layOut(wanted, layout, stop.signal)
      .catch((): Drawn => ({ state: 'failed' }))
      .then((one) => {
        if (!stop.signal.aborted) setDrawn((before) => new Map([...before, [wantedKey, one]]));
      });
    return () => stop.abort();
    // The key says all that the answer depends on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wantedKey]);
  return entries.map((entry, i) => {
    const own = entry.kind === OWN_KIND ? ownFigure(entry, layout) : WAITING;
    return own === WAITING ? (drawn.get(keys[i] ?? '') ?? WAITING) : own;
  });
}

function keyOf({ kind, query, title, renamed }: DeckEntry, layout: Layout): string {
  return JSON.stringify([kind, query, renamed ? title : null, layout]);
}

/** Waits where it has to be laid out for a template. */
function ownFigure({ query }: DeckEntry, { lang, ratio, native, stage }: Layout): Drawn {
  const kept = ownSlides(query);
  if (kept === null) return { state: 'gone' };
  if (kept.locale !== lang) return { state: 'language' };
  if (stage !== null) return ownLayout(query) === null ? { state: 'template' } : WAITING;
  return { state: 'ready', figure: kept.variants[`${ratio}-${native ? '1' : '0'}`] };
}

type Problem = { errors?: { detail: string }[]; detail?: string };

async function layOut({ kind, query, title, renamed }: DeckEntry, layout: Layout, signal: AbortSignal): Promise<Drawn> {
  if (kind === OWN_KIND) return layOutOwn(query, layout);
  const response = await fetch('/api/figures/slides', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind, query, title: renamed ? title : null, ...layout }),
    signal,
  });
  if (response.ok) return { state: 'ready', figure: (await response.json()) as LaidOutFigure };
  const { errors = [], detail } = (await response.json().catch(() => ({}))) as Problem;
  // Too many at once, here or everywhere: the sentence says when to try again.
  if (detail !== undefined && [429, 503].includes(response.status)) return { state: 'refused', details: [detail] };
  return errors.length === 0 ? { state: 'failed' } : { state: 'refused', details: errors.map((error) => error.detail) };
}

async function layOutOwn(id: string, { ratio, native, stage }: Layout): Promise<Drawn> {
  const figure = await ownLayout(id)?.({ ratio, native, stage });
  return figure === undefined ? { state: 'template' } : { state: 'ready', figure };
}
