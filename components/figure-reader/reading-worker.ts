import type { DrawingTools, PdfLibrary } from '@/lib/figure-reading/pdf/library';
import { figureSession } from '@/lib/figure-reading/session/figure-session';
import type { LetterReader } from '@/lib/figure-reading/letters/printed-words';
import { tesseractReader } from '@/lib/figure-reading/letters/tesseract';
import type { FigureRequest } from '@/lib/figure-reading/session/messages';

/** pdf.js draws with what stands in a document; here is none. */
class WorkerCanvasFactory {
  create(width: number, height: number): { canvas: OffscreenCanvas | null; context: unknown } {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }
  reset({ canvas }: { canvas: OffscreenCanvas | null }, width: number, height: number): void {
    if (canvas !== null) [canvas.width, canvas.height] = [width, height];
  }
  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }): void {
    [made.canvas, made.context] = [null, null];
  }
}

/** Filters of a document are not applied: they change colours for high contrast, and figures are read as they are. */
class NoFilters {
  addFilter(): string {
    return 'none';
  }
  addHCMFilter(): string {
    return 'none';
  }
  addAlphaFilter(): string {
    return 'none';
  }
  addLuminosityFilter(): string {
    return 'none';
  }
  addHighlightHCMFilter(): string {
    return 'none';
  }
  destroy(): void {}
}

async function loadPdf(): Promise<Readonly<{ library: PdfLibrary; drawing: DrawingTools }>> {
  // The worker of pdf.js is loaded here, because this is a worker already: the library finds it and starts none.
  await import('pdfjs-dist/build/pdf.worker.min.mjs');
  const library = await import('pdfjs-dist');
  return { library, drawing: { CanvasFactory: WorkerCanvasFactory, FilterFactory: NoFilters } };
}

/** Tesseract and its English data, from the program's own address: what is bundled with it, and nothing else. */
async function loadLetters(): Promise<LetterReader> {
  const [core, wasm, data] = await Promise.all([
    import('tesseract.js-core/tesseract-core-simd-lstm.js'),
    bytesAt(new URL('tesseract.js-core/tesseract-core-simd-lstm.wasm', import.meta.url)),
    bytesAt(new URL('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz', import.meta.url)),
  ]);
  return tesseractReader(core.default, wasm, await unpacked(data));
}

async function bytesAt(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Some servers unpack what is packed while they send it. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const answer = figureSession((message, transfer = []) => self.postMessage(message, { transfer }), {
  pdf: loadPdf,
  letters: loadLetters,
});

/** pdf.js listens at the same port for messages of its own, which name their target. */
self.onmessage = ({ data }: MessageEvent<FigureRequest>) => {
  if ('kind' in data) void answer(data);
};
