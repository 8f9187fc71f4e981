import type { Locale } from '@/lib/i18n/routing';
import type { LaidOutFigure, Stage } from '@/lib/figure/model/slide';
import type { FileOptions } from '@/lib/figure/model/formats';

/** What a figure was laid out for. */
export type OwnVariant = `${FileOptions['ratio']}-${FileOptions['native']}`;

/** Slides of a figure from data that the server never sees, laid out once for every choice. */
export type OwnSlides = Readonly<{ locale: Locale; variants: Readonly<Record<OwnVariant, LaidOutFigure>> }>;

/** Lays such a figure out once more; `stage`: the room that a template leaves, null without one. */
export type OwnLayout = (
  choice: Readonly<{ ratio: FileOptions['ratio']; native: boolean; stage: Stage | null }>,
) => Promise<LaidOutFigure>;

/** How each is laid out, as long as this page of the tab lives: the data themselves are kept nowhere. */
const layouts = new Map<string, OwnLayout>();

/** As read before: a presentation asks for them whenever it is drawn. */
const read = new Map<string, OwnSlides>();

const key = (id: string): string => `registry.own-slides.${id}`;

/** Keeps them until this tab is closed, as they may hold patients; false: there is no room. */
export function keepOwnSlides(id: string, slides: OwnSlides, layOut: OwnLayout): boolean {
  try {
    read.delete(id);
    layouts.set(id, layOut);
    window.sessionStorage.setItem(key(id), JSON.stringify(slides));
    return true;
  } catch {
    return false;
  }
}

/** Null where this tab never had them or was closed since. */
export function ownSlides(id: string): OwnSlides | null {
  try {
    const known = read.get(id);
    if (known !== undefined) return known;
    const text = window.sessionStorage.getItem(key(id));
    if (text === null) return null;
    // Nobody else writes under this key.
    const kept = JSON.parse(text) as OwnSlides;
    read.set(id, kept);
    return kept;
  } catch {
    return null;
  }
}

/** Null where the page was loaded anew since the figure was added. */
export function ownLayout(id: string): OwnLayout | null {
  return layouts.get(id) ?? null;
}

export function forgetOwnSlides(id: string): void {
  layouts.delete(id);
  read.delete(id);
  try {
    window.sessionStorage.removeItem(key(id));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
