import { useLocale } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FiguresToAdd } from '@/lib/comparison/selection/figures-to-add';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';

export type Figures = Readonly<{
  /** null: not there, or not yet */
  held: FiguresToAdd | null;
  /** they did not come */
  failed: boolean;
  /** asks for them unless they are there */
  prepare: () => void;
}>;

type Held = Readonly<{ of: string; figures: FiguresToAdd | null }>;

/**
 * The figures that can be added, which the page does not carry: asked for before the list is opened, where that can be
 * foreseen, and each time that it is, since the evidence may have changed.
 */
export function useFigures(endpoint: SurvivalEndpoint, opened: boolean): Figures {
  const locale = useLocale();
  const of = `${endpoint} ${locale}`;
  const [last, setLast] = useState<Held | null>(null);
  const asking = useRef<string>(null);
  const ask = useCallback(async (): Promise<void> => {
    if (asking.current === of) return;
    asking.current = of;
    const figures = await import('./load-figures')
      .then(({ loadFigures }) => loadFigures(endpoint, locale))
      .catch(() => null);
    // Another endpoint may have been chosen meanwhile.
    if (asking.current !== of) return;
    asking.current = null;
    // What came before is better than nothing.
    setLast((before) => (figures === null && before?.of === of ? before : { of, figures }));
  }, [of, endpoint, locale]);
  useEffect(() => {
    if (opened) void ask();
  }, [opened, ask]);
  const held = last?.of === of ? last.figures : null;
  return {
    held,
    failed: last?.of === of && last.figures === null,
    prepare: () => {
      if (held !== null) return;
      setLast(null);
      void ask();
    },
  };
}
