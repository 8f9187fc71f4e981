import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import { PDF_FONT, PDF_FONT_FILES } from '@/lib/figure/formats/pdf';

const folder = new URL('../../../node_modules/@expo-google-fonts/inter/', import.meta.url).pathname;

/** A document as a PDF in the program's own font. */
export async function pdfFile(definition: TDocumentDefinitions): Promise<Uint8Array> {
  pdfmake.setFonts({
    [PDF_FONT]: Object.fromEntries(Object.entries(PDF_FONT_FILES).map(([style, file]) => [style, `${folder}${file}`])),
  });
  return pdfmake.createPdf(definition).getBuffer();
}
