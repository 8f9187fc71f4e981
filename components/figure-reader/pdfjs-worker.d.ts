// pdf.js brings no types for its worker. It is loaded for what it leaves where the library looks for it.
declare module 'pdfjs-dist/build/pdf.worker.min.mjs';
