import JSZip from 'jszip';
import { expect, test } from 'vitest';
import type { FigureDocument } from '../model/document';
import { escapeXml } from '../drawing/svg/text';
import { finishPackage } from './pptx/package';
import { figureXlsx } from './xlsx';

/** A vertical tab, two characters that are none, half of a pair, and what is allowed beside them (XML 1.0, Char). */
const NAME = 'Arm A\u000b(early)\ufffe\uffff\ud800 高危 😀 < & "';
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

test('no character that XML forbids reaches a part of a slide, a workbook or a picture', async () => {
  const slides = new JSZip();
  slides.file('ppt/slides/slide1.xml', `<a:t>${NAME.replaceAll(/[<&"]/gu, '')}</a:t>`);
  slides.file('ppt/notesSlides/notesSlide1.xml', '<a:t>\u0001note</a:t>');
  slides.file('[Content_Types].xml', '<Types/>');
  const rasterise = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
  const options = { language: 'en-GB', charts: [], titles: [], rasterise };
  await finishPackage(slides, options);
  expect(await slides.file('ppt/slides/slide1.xml')?.async('string')).toBe('<a:t>Arm A(early) 高危 😀   </a:t>');
  expect(await slides.file('ppt/notesSlides/notesSlide1.xml')?.async('string')).not.toMatch(FORBIDDEN);

  const cell = { value: NAME, text: NAME };
  const document = {
    title: NAME,
    subtitle: NAME,
    madeUp: null,
    tables: [{ id: 'table', caption: NAME, columns: [{ key: 'group', label: NAME, type: 'text' }], rows: [[cell]] }],
    riskTable: null,
    records: { columns: ['group'], rows: [{ group: NAME }] },
    caveats: [],
    method: [NAME],
    citations: [],
    sourcesNote: null,
    headings: { caveats: 'Caveats', method: 'Method', sources: 'Sources' },
    footer: { date: '2026-01-01', short: '', line: '', notAdvice: '' },
    address: '',
  } as unknown as FigureDocument;
  const names = { figures: 'Figures', riskTable: 'Risk', data: 'Data', caveats: 'Caveats', sources: 'Sources' };
  const book = await JSZip.loadAsync(await (await figureXlsx(document, names)).arrayBuffer());
  const parts = Object.values(book.files).filter(({ name }) => /\.(xml|rels)$/u.test(name));
  const texts = await Promise.all(parts.map((part) => part.async('string')));
  expect(texts.join('')).toContain('Arm A(early) 高危 😀');
  expect(texts.filter((text) => FORBIDDEN.test(text))).toEqual([]);

  expect(escapeXml(NAME)).toBe('Arm A(early) 高危 😀 &lt; &amp; &quot;');
});
