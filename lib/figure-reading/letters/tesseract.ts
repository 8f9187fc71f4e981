import type { LinePicture } from './line-picture';
import type { LetterReader } from './printed-words';

/** What is used of tesseract.js-core: Tesseract compiled to WebAssembly. */
type TesseractApi = Readonly<{
  Init: (folder: string, language: string, engine: number) => number;
  SetVariable: (name: string, value: string) => boolean;
  /** Takes the file “/input”. */
  SetImageFile: (orientation: number, angle: number) => number;
  Recognize: (monitor: null) => number;
  GetUTF8Text: () => string;
  MeanTextConf: () => number;
  Clear: () => void;
}>;
type TesseractModule = Readonly<{
  FS: Readonly<{ writeFile: (name: string, bytes: Uint8Array) => void }>;
  TessBaseAPI: new () => TesseractApi;
}>;
export type TesseractCore = (
  options: Readonly<{ wasmBinary: Uint8Array; print: (text: string) => void; printErr: (text: string) => void }>,
) => Promise<TesseractModule>;

/** Of Tesseract: its neural engine alone, one line of text, one word. */
const [NEURAL, LINE, WORD] = [1, '7', '8'] as const;
const DIGITS = '0123456789.,%';

/**
 * A reader of letters from Tesseract and its data of a language, both handed over as bytes, so that nothing is fetched.
 * Throws where the data cannot be used.
 */
export async function tesseractReader(core: TesseractCore, wasm: Uint8Array, data: Uint8Array): Promise<LetterReader> {
  const silent = (): void => {};
  const module = await core({ wasmBinary: wasm, print: silent, printErr: silent });
  module.FS.writeFile('/eng.traineddata', data);
  const api = new module.TessBaseAPI();
  if (api.Init('/', 'eng', NEURAL) !== 0) throw new Error('The data for reading letters cannot be used.');
  return (line, { as, digitsOnly }) => {
    module.FS.writeFile('/input', greyMap(line));
    api.SetVariable('tessedit_pageseg_mode', as === 'line' ? LINE : WORD);
    api.SetVariable('tessedit_char_whitelist', digitsOnly ? DIGITS : '');
    api.SetImageFile(1, 0);
    api.Recognize(null);
    const read = { text: api.GetUTF8Text(), sure: api.MeanTextConf() };
    api.Clear();
    return read;
  };
}

/** A portable grey map, the simplest file of a picture. */
function greyMap({ width, height, bytes }: LinePicture): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + bytes.length);
  file.set(head);
  file.set(bytes, head.length);
  return file;
}
