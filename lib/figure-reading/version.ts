/** Of the method: a curve says by which it was read. Raised with every change that may read a figure differently. */
export const READER_VERSION = '1.3';
