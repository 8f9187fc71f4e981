import path from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { FigureDocument } from '../model/document';
import { onFewestPages, PDF_FONT, PDF_FONT_FILES } from './pdf';
import type { SplitGenes } from '../drawing/svg/text';

/** The figure as a PDF with the fonts of the package embedded. Nothing is fetched and no other file is read. */
export async function figurePdf(document: FigureDocument, split: SplitGenes): Promise<Uint8Array<ArrayBuffer>> {
  return onFewestPages([document], split, writePdf);
}

/** A document as a PDF with the fonts of the package embedded. */
export async function writePdf(definition: TDocumentDefinitions): Promise<Uint8Array<ArrayBuffer>> {
  const folder = path.join(process.cwd(), 'node_modules', '@expo-google-fonts', 'inter');
  const files = Object.fromEntries(
    Object.entries(PDF_FONT_FILES).map(([style, file]) => [style, path.join(folder, file)]),
  );
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((file) => Object.values(files).includes(file));
  pdfmake.setFonts({ [PDF_FONT]: files });
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}
