import type { DrawingTools, PdfLibrary } from '@/lib/figure-reading/pdf/library';
import { figureSession } from '@/lib/figure-reading/session/figure-session';
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

const answer = figureSession((message, transfer = []) => self.postMessage(message, { transfer }), { pdf: loadPdf });

/** pdf.js listens at the same port for messages of its own, which name their target. */
self.onmessage = ({ data }: MessageEvent<FigureRequest>) => {
  if ('kind' in data) void answer(data);
};
