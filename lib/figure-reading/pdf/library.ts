import type { getDocument, GlobalWorkerOptions, OPS, version } from 'pdfjs-dist';

/**
 * What is used of pdf.js. It is handed in and not imported, because a browser takes the build with its own worker and Node
 * the legacy one, and so that no page loads it before a PDF is opened.
 */
export type PdfLibrary = Readonly<{
  getDocument: typeof getDocument;
  OPS: typeof OPS;
  GlobalWorkerOptions: typeof GlobalWorkerOptions;
  version: typeof version;
}>;

/** What pdf.js draws with where there is no document: in a worker. */
export type DrawingTools = Readonly<{ CanvasFactory: object; FilterFactory: object }>;
