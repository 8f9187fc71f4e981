import { useEffect, useRef, type RefObject } from 'react';

/** Type of the printed sheet in points, the largest first. */
const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5] as const;
/** Room on a page of A4 within the margins that the style sheet gives, in mm; a line is kept free. */
const PAPER = { width: 190, height: 275 } as const;
const PX_OF_MM = 96 / 25.4;

/** Before the browser prints, the sheet takes the largest type with which it stands on one page; afterwards it is as before. */
export function useOnePage(): RefObject<HTMLElement | null> {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const fit = (): void => {
      const element = sheet.current;
      if (element === null) return;
      element.dataset['paper'] = '';
      element.style.width = `${PAPER.width}mm`;
      for (const size of SIZES) {
        element.style.fontSize = `${size}pt`;
        if (element.getBoundingClientRect().height <= PAPER.height * PX_OF_MM) return;
      }
    };
    const undo = (): void => {
      const element = sheet.current;
      if (element === null) return;
      delete element.dataset['paper'];
      element.removeAttribute('style');
    };
    window.addEventListener('beforeprint', fit);
    window.addEventListener('afterprint', undo);
    return () => {
      window.removeEventListener('beforeprint', fit);
      window.removeEventListener('afterprint', undo);
    };
  }, []);
  return sheet;
}
