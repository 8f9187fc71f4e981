import type { ReportModel } from './model';
import { REPORT_SIZES, reportDocument } from './document';

const REGULAR = new URL(
  '../../../node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  import.meta.url,
);
const BOLD = new URL(
  '../../../node_modules/@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  import.meta.url,
);
const ITALIC = new URL(
  '../../../node_modules/@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf',
  import.meta.url,
);
const BOLD_ITALIC = new URL(
  '../../../node_modules/@expo-google-fonts/inter/600SemiBold_Italic/Inter_600SemiBold_Italic.ttf',
  import.meta.url,
);

/** The report as a PDF, made in the browser with the program's own font; the library is loaded when it is first wanted. */
export async function reportPdf(model: ReportModel): Promise<Blob> {
  const { default: pdfMake } = await import('pdfmake/build/pdfmake');
  // The library fetches a font only from a whole address; a bundler may have left the host out.
  const whole = (asset: URL): string => new URL(asset.href, window.location.href).href;
  pdfMake.addFonts({
    Inter: { normal: whole(REGULAR), bold: whole(BOLD), italics: whole(ITALIC), bolditalics: whole(BOLD_ITALIC) },
  });
  let file: Blob | null = null;
  for (const size of REPORT_SIZES) {
    let pages = 0;
    file = await pdfMake.createPdf(reportDocument(model, size, (count) => (pages = count))).getBlob();
    if (pages === 1) break;
  }
  if (file === null) throw new Error('no size of type');
  return file;
}
