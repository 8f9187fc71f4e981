import { describe, expect, test, vi } from 'vitest';
import { fileKind, MOST_PAGES, readPdf } from './figure-file';
import { axes, line, pdfLibrary, smallPdf, stairs, text } from './testing/small-pdf';

/** The first use of pdf.js compiles it, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 60_000 });

const CURVE = [axes(), '1 0 0 RG', line(...stairs([[10, 0.5]], 40))].join('\n');

describe('readPdf refuses with a code', () => {
  const garbage = (byte: string): string => Array.from({ length: 32 }, () => byte).join('');
  const encryption = `/ID [<${garbage('01')}> <${garbage('01')}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${garbage('02')}> /U <${garbage('03')}> >>`;

  test.each([
    ['an encrypted file', smallPdf([{ content: CURVE }], encryption), 'encrypted'],
    ['a broken file', Uint8Array.from('%PDF-1.4 nothing else', (letter) => letter.charCodeAt(0)), 'broken_file'],
    ['an empty file', new Uint8Array(), 'empty_file'],
    ['a page of text', smallPdf([{ content: text('No figure here, 5 of 10 patients', 50, 100) }]), 'no_plot'],
    [
      'a logarithmic axis',
      smallPdf([{ content: axes(['0', '50', '100'], [1, 10, 100, 1000, 10000]) }]),
      'axis_logarithmic',
    ],
    [
      'more pages than a paper has',
      smallPdf(Array.from({ length: MOST_PAGES + 1 }, () => ({ content: CURVE }))),
      'too_many_pages',
    ],
  ])('%s', async (_name, bytes, code) => {
    await expect(readPdf(pdfLibrary, bytes)).rejects.toMatchObject({ code });
  });

  test('a page that is not there', async () => {
    await expect(readPdf(pdfLibrary, smallPdf([{ content: CURVE }]), { page: 2 })).rejects.toMatchObject({
      code: 'page_not_found',
      subject: '2',
      would: '1–1',
    });
  });
});

test('the first page with a plot is read', async () => {
  const { page, pages, panels } = await readPdf(
    pdfLibrary,
    smallPdf([{ content: text('Title', 50, 100) }, { content: CURVE }]),
  );
  expect({ page, pages, curves: panels[0]?.curves.length }).toEqual({ page: 2, pages: 2, curves: 1 });
});

test('a file is known by its first bytes', () => {
  expect(fileKind(smallPdf([{ content: CURVE }]))).toBe('pdf');
  expect(fileKind(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe('png');
  expect(fileKind(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('jpeg');
  expect(() => fileKind(Uint8Array.of(0x47, 0x49, 0x46))).toThrow(
    expect.objectContaining({ code: 'unknown_file_kind' }),
  );
});
