import { onTransparent } from '../drawing/svg/document';
import { onDark } from '../drawing/svg/on-dark';
import type { SplitGenes } from '../drawing/svg/text';
import type { FigureDocument } from '../model/document';
import type { FileOptions } from '../model/formats';
import { figureAlone } from './figure-alone';

/**
 * The SVG that a picture file shows, on its ground or without one: the whole document, or the figure alone, which in the
 * shape of a slide may need several. `further` are the other figures of the same analysis, which the whole document holds.
 */
export async function pictureSvgs(
  document: FigureDocument,
  { shows, background }: Pick<FileOptions, 'shows' | 'background'>,
  split: SplitGenes,
  further: readonly FigureDocument[] = [],
): Promise<string[]> {
  const pictures = shows === 'document' ? [document.svg] : await figureAlone([document, ...further], shows, split);
  return pictures.map(({ svg }) => {
    const inked = background === 'dark' || background === 'transparent-dark' ? onDark(svg) : svg;
    return background === 'transparent' || background === 'transparent-dark' ? onTransparent(inked) : inked;
  });
}

/** Whether a picture has no ground of its own. */
export function isTransparent({ background }: Pick<FileOptions, 'background'>): boolean {
  return background === 'transparent' || background === 'transparent-dark';
}

export type PictureFile = Readonly<{ body: Uint8Array<ArrayBuffer> | Blob | string; type: string; extension: string }>;

/** Pictures of one figure as a file: one is itself, several come together, numbered in their order. */
export async function pictureFile(
  pictures: readonly PictureFile['body'][],
  { fileName, locale, footer }: Pick<FigureDocument, 'fileName' | 'locale' | 'footer'>,
  { type, extension }: Pick<PictureFile, 'type' | 'extension'>,
): Promise<PictureFile> {
  const [only, second] = pictures;
  if (only !== undefined && second === undefined) return { body: only, type, extension };
  const { default: Zip } = await import('jszip');
  const zip = new Zip();
  pictures.forEach((body, i) => {
    const number = String(i + 1).padStart(String(pictures.length).length, '0');
    zip.file(`${fileName}-${locale}-${number}.${extension}`, body, { date: new Date(footer.date) });
  });
  const body = new Uint8Array(await (await zip.generateAsync({ type: 'blob' })).arrayBuffer());
  return { body, type: 'application/zip', extension: 'zip' };
}
