import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { plainDocument } from '../documents/plain-document';
import { svgDocument } from '../drawing/svg/document';
import { line, type SplitGenes } from '../drawing/svg/text';
import type { FigureDocument, PictureSize, SvgPicture } from '../model/document';
import { FILE_OPTIONS, type FileOptions } from '../model/formats';
import { pictureFile, pictureSvgs } from './picture';
import { figureXlsx } from './xlsx';

/** Draws at the width it is given, so high. */
const drawnSoHigh =
  (height: number) =>
  ({ width }: PictureSize): SvgPicture =>
    svgDocument({ width, height, title: 't', locale: 'en', body: line(9, 30, 'label', { size: 16 }) });

const split: SplitGenes = (text) => [{ text, gene: false }];

const documentOf = (draw: ((size: PictureSize) => SvgPicture) | null) =>
  plainDocument(
    {
      kind: 'test',
      locale: 'en',
      title: 'Title',
      subtitle: 'Subtitle',
      draw,
      tables: [
        {
          id: 'a',
          caption: 'Caption',
          columns: [
            { key: 'n', label: 'n', type: 'number' },
            { key: 'percent', label: '%', type: 'number' },
          ],
          rows: [
            [
              { value: 7, text: '7' },
              { value: 36.4, text: '36.4' },
            ],
            [
              { value: 1200, text: '1200' },
              { value: 41, text: '41' },
            ],
          ],
        },
      ],
      headings: { caveats: 'c', method: 'm', sources: 's' },
      footer: { date: '2026-11-28', short: 's', line: 'l', notAdvice: 'n' },
      address: 'https://registry.example/',
      fileName: 'test',
      data: null,
    },
    split,
  );

const sizeOf = (svg: string): number[] => {
  const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
  return [Number(width), Number(height)];
};

describe('a picture of the figure alone', () => {
  const alone = async (document: FigureDocument, shows: FileOptions['shows'], background: FileOptions['background']) =>
    pictureSvgs(document, { shows, background }, split);

  test('has exactly the shape of a slide, and neither title nor table of the document', async () => {
    const document = documentOf(drawnSoHigh(300));
    const [whole] = await alone(document, 'document', 'white');
    expect(whole).toContain('>Subtitle<');
    const wide = await alone(document, '16x9', 'white');
    const square = await alone(document, '4x3', 'white');
    expect([...wide, ...square].map(sizeOf)).toEqual([
      [960, 540],
      [720, 540],
    ]);
    expect(wide[0]).not.toContain('>Subtitle<');
    expect(wide[0]).not.toContain('>Caption<');
    expect(wide[0]).toContain('>label<');
  });

  test('of a figure that needs more room is larger, not smaller in type', async () => {
    // 700 units stand in the room of a slide, 540 less twice 16, made larger by 700 / 508.
    const [svg = ''] = await alone(documentOf(drawnSoHigh(700)), '16x9', 'white');
    expect(sizeOf(svg)).toEqual([Math.round((960 * 700) / 508), Math.round((540 * 700) / 508)]);
    const [, width, drawn] = /<svg x="[\d.]+" y="[\d.]+" width="([\d.]+)"[^>]* viewBox="0 0 ([\d.]+)/u.exec(svg) ?? [];
    expect(width).toBe(drawn);
  });

  test('has a ground or none, and on a dark one light letters', async () => {
    const document = documentOf(drawnSoHigh(300));
    const drawn: string[] = [];
    for (const background of FILE_OPTIONS.background) drawn.push(...(await alone(document, '16x9', background)));
    expect(drawn.map((svg) => /id="ground"[^>]*fill="([^"]+)"/u.exec(svg)?.[1] ?? null)).toEqual([
      '#ffffff',
      null,
      '#12171c',
      null,
    ]);
    expect(drawn.map((svg) => /<text[^>]* fill="([^"]+)"/u.exec(svg)?.[1])).toEqual([
      '#16202a',
      '#16202a',
      '#e8edf1',
      '#e8edf1',
    ]);
  });

  test('of a table is the table', async () => {
    expect((await alone(documentOf(null), '4x3', 'white')).map((svg) => svg.includes('>1200<'))).toEqual([true]);
  });

  test('that needs several pictures is all of them, each under what it shows', async () => {
    const { slides, ...document } = documentOf(drawnSoHigh(300));
    const [part] = slides.parts({ width: 900, height: 400 }, 0);
    if (part === undefined) throw new Error('no picture');
    const titles = ['First', 'Second', 'Second'];
    const several = { ...document, slides: { ...slides, parts: () => titles.map((title) => ({ ...part, title })) } };
    const svgs = await alone(several, '16x9', 'white');
    expect(svgs.map((svg) => /font-weight="700"[^>]*>([^<]+)</u.exec(svg)?.[1])).toEqual([
      'First',
      'Second (1/2)',
      'Second (2/2)',
    ]);
    const file = await pictureFile(svgs, several, { type: 'image/svg+xml', extension: 'svg' });
    expect([file.type, file.extension]).toEqual(['application/zip', 'zip']);
    const { files } = await JSZip.loadAsync(file.body);
    expect(Object.keys(files)).toEqual(['test-en-1.svg', 'test-en-2.svg', 'test-en-3.svg']);
    expect(await files['test-en-3.svg']?.async('string')).toBe(svgs[2]);
  });
});

test('numbers of a workbook have the decimals of their column', async () => {
  const names = { figures: 'Figures', riskTable: 'Risk', data: 'Data', caveats: 'Caveats', sources: 'Sources' };
  const blob = await figureXlsx(documentOf(null), names);
  const zip = await JSZip.loadAsync(await blob.arrayBuffer());
  const read = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const sheet = await read('xl/worksheets/sheet1.xml');
  const styles = await read('xl/styles.xml');
  const cellStyles = [...(/<cellXfs[\s\S]*<\/cellXfs>/u.exec(styles)?.[0] ?? '').matchAll(/<xf\b[^>]*>/gu)];
  const formatOf = (value: string): string | undefined => {
    const style = Number(new RegExp(`<c [^>]*s="(\\d+)"[^>]*><v>${value}</v>`, 'u').exec(sheet)?.[1]);
    const id = / numFmtId="(\d+)"/u.exec(cellStyles[style]?.[0] ?? '')?.[1] ?? '';
    return new RegExp(`numFmtId="${id}" formatCode="([^"]+)"`, 'u').exec(styles)?.[1] ?? id;
  };
  expect(['7', '1200'].map(formatOf)).toEqual(['0', '0']);
  expect(['36.4', '41'].map(formatOf)).toEqual(['0.0', '0.0']);
});

test('a column of a workbook is as wide as its head and its words', async () => {
  const document = documentOf(null);
  const label = 'Происхождение доверительного интервала';
  const [table] = document.tables;
  if (table === undefined) throw new Error('no table');
  const wide = {
    ...document,
    tables: [{ ...table, columns: table.columns.map((column) => ({ ...column, label })) }],
    records: { columns: ['estimate_id'], rows: [{ estimate_id: 'interfant-06-efs-6y-kmt2a-r' }] },
  };
  const names = { figures: 'Figures', riskTable: 'Risk', data: 'Data', caveats: 'Caveats', sources: 'Sources' };
  const zip = await JSZip.loadAsync(await (await figureXlsx(wide, names)).arrayBuffer());
  const widthsIn = async (sheet: number): Promise<number[]> =>
    [
      ...((await zip.file(`xl/worksheets/sheet${sheet}.xml`)?.async('string')) ?? '').matchAll(
        /<col [^>]*width="([\d.]+)"/gu,
      ),
    ].map(([, width]) => Number(width));
  const [figures, data] = [await widthsIn(1), await widthsIn(2)];
  expect(figures.length).toBeGreaterThan(0);
  for (const width of figures) expect(width).toBeGreaterThan(label.length);
  expect(data.some((width) => width > 'interfant-06-efs-6y-kmt2a-r'.length)).toBe(true);
});
