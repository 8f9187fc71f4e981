import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef, useState, type RefCallback } from 'react';
import { flushSync } from 'react-dom';

/** Room for a drawing on a page of A4 between the margins of browsers and of the page, in px. */
const PAPER = 680;
/** The element around drawings that stand side by side. */
const ROW = '[data-drawings]';

type Size = Readonly<{ width: number; height: number }>;

/**
 * The size in px for which to draw what fills an element: that of the element, 0 before it is known, and on paper the width of
 * a sheet. A browser lays a page out for paper and prints it before it tells anybody of new sizes, so the drawing is made
 * anew when printing begins; what is left of a difference to the real sheet the style sheet scales away.
 */
export function useDrawnSize<Drawn extends HTMLElement>(): Size & { ref: RefCallback<Drawn> } {
  const { ref: measured, ...screen } = useElementSize<Drawn>();
  const element = useRef<Drawn>(null);
  const [paper, setPaper] = useState<Size | null>(null);
  useEffect(() => {
    const toPaper = (): void => {
      const drawn = element.current;
      if (drawn === null) return;
      const size = { width: widthOnPaper(drawn), height: drawn.clientHeight };
      flushSync(() => setPaper(size));
    };
    const toScreen = (): void => setPaper(null);
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
    };
  }, []);
  return { ...(paper ?? screen), ref: useMergedRef(measured, element) };
}

/** What an element would be wide on paper: the sheet's width, or its share of a row of drawings that is as wide. */
function widthOnPaper(drawn: HTMLElement): number {
  const row = drawn.closest<HTMLElement>(ROW);
  if (row === null) return PAPER;
  const before = row.style.width;
  row.style.width = `${PAPER}px`;
  const { width } = drawn.getBoundingClientRect();
  row.style.width = before;
  return width;
}
