import { onTransparent } from '../drawing/svg/document';
import { figureOnly } from '../drawing/svg/figure-only';
import { onDark } from '../drawing/svg/on-dark';
import type { FigureDocument } from '../model/document';
import type { FileOptions } from '../model/formats';

/** The SVG that a picture file shows: the whole document or the figure alone, on its ground or without one. */
export function pictureSvg(
  document: FigureDocument,
  { shows, background }: Pick<FileOptions, 'shows' | 'background'>,
): string {
  const { svg } = shows === 'document' ? document.svg : figureOnly(document, shows);
  const inked = background === 'dark' || background === 'transparent-dark' ? onDark(svg) : svg;
  return background === 'transparent' || background === 'transparent-dark' ? onTransparent(inked) : inked;
}

/** Whether a picture has no ground of its own. */
export function isTransparent({ background }: Pick<FileOptions, 'background'>): boolean {
  return background === 'transparent' || background === 'transparent-dark';
}
