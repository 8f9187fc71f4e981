// tesseract.js-core brings no types. What is used of it is typed where it is used.
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  import type { TesseractCore } from '@/lib/figure-reading/letters/tesseract';
  const core: TesseractCore;
  export default core;
}
