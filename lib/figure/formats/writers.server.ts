import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { figureCsv } from './csv';
import type { FigureDocument } from '../model/document';
import type { FigureFormat, FileOptions } from '../model/formats';
import { figureJson } from './json';
import { figurePdf } from './pdf.server';
import { isTransparent, pictureFile, pictureSvgs } from './picture';
import { figurePng } from './png.server';
import { figurePptx } from './pptx/pptx';
import { slideWords } from './pptx/words';
import { figureXlsx, sheetNames } from './xlsx';
import type { SplitGenes } from '../drawing/svg/text';

/** `extension`: where it is not that of the format */
type Written = Readonly<{ body: BodyInit; type: string; extension?: string }>;
type Writer = (document: FigureDocument, options: FileOptions, split: SplitGenes) => Promise<Written>;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
export const PPTX_TYPE = `${OFFICE}.presentationml.presentation`;

/** How each format is written from a figure. */
export const WRITERS: Readonly<Record<FigureFormat, Writer>> = {
  pptx: async (document, options, split) => ({
    body: await writePptx([document], document.title, document.locale, options, split),
    type: PPTX_TYPE,
  }),
  pdf: async (document, _, split) => ({ body: await figurePdf(document, split), type: 'application/pdf' }),
  png: async (document, options, split) => {
    const drawing = { scale: Number(options.pixels), transparent: isTransparent(options) };
    const svgs = await pictureSvgs(document, options, split);
    const pictures = await Promise.all(svgs.map((svg) => figurePng(svg, drawing)));
    return pictureFile(pictures, document, { type: 'image/png', extension: 'png' });
  },
  svg: async (document, options, split) =>
    pictureFile(await pictureSvgs(document, options, split), document, {
      type: 'image/svg+xml; charset=utf-8',
      extension: 'svg',
    }),
  csv: async (document) => ({ body: figureCsv(document), type: 'text/csv; charset=utf-8' }),
  xlsx: async (document) => ({
    body: await figureXlsx(document, sheetNames(await messageLookup(document.locale))),
    type: `${OFFICE}.spreadsheetml.sheet`,
  }),
  json: async (document) => ({ body: figureJson(document), type: 'application/json; charset=utf-8' }),
};

/** Figures as one presentation, with pictures drawn by the server for programs that know no SVG. */
export async function writePptx(
  documents: readonly FigureDocument[],
  title: string,
  locale: Locale,
  { ratio, native }: Pick<FileOptions, 'ratio' | 'native'>,
  split: SplitGenes,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = await messageLookup(locale);
  return figurePptx(documents, {
    title,
    author: t('site.name'),
    ratio,
    native: native === '1',
    split,
    words: slideWords(t),
    rasterise: async (svg, scale) => figurePng(svg, { scale }),
  });
}
