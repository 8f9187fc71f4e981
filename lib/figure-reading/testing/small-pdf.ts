import type { PdfLibrary } from '../pdf/library';
import * as legacy from 'pdfjs-dist/legacy/build/pdf.mjs';

/** pdf.js as Node runs it. */
export const pdfLibrary = legacy as unknown as PdfLibrary;

export type SmallPage = Readonly<{ content: string; width?: number; height?: number; rotate?: number }>;

/** A PDF of pages that only draw lines and Helvetica (`/F1`); `extra` goes into the trailer. */
export function smallPdf(pages: readonly SmallPage[], extra = ''): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  pages.forEach(({ content, width = 400, height = 300, rotate = 0 }, i) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
    );
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

/** Time 0 … 40 along x = 60 + 7 t, S 0 … 1 upwards from y = 80 by 200 points. */
export const atTime = (time: number): number => 60 + 7 * time;
export const atValue = (value: number): number => 80 + 200 * value;

export const text = (words: string, x: number, y: number, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${words}) Tj ET`;
export const line = (...places: readonly (readonly [number, number])[]): string =>
  `${places.map(([x, y], i) => `${x} ${y} ${i === 0 ? 'm' : 'l'}`).join(' ')} S`;

/** The width of digits in Helvetica, of the size. */
const DIGIT = 0.556;
const centred = (words: string, x: number, y: number): string => text(words, x - (words.length * DIGIT * 10) / 2, y);

/** Axes with ticks, labels and titles: months, and the values printed as `labels` at 0, 0.5 and 1. */
export function axes(
  labels: readonly string[] = ['0', '50', '100'],
  times: readonly number[] = [0, 10, 20, 30, 40],
): string {
  const x = times.flatMap((time, i) => [
    line([atTime(10 * i), 80], [atTime(10 * i), 75]),
    centred(String(time), atTime(10 * i), 60),
  ]);
  const y = labels.flatMap((label, i) => [
    line([55, atValue(i / 2)], [60, atValue(i / 2)]),
    text(label, 50 - label.length * DIGIT * 10, atValue(i / 2) - 3.6),
  ]);
  return [
    '0 0 0 RG 0.7 w [] 0 d',
    line([atTime(0), 80], [atTime(40), 80]),
    line([60, atValue(0)], [60, atValue(1)]),
    ...x,
    ...y,
    text('Months from diagnosis', 150, 45),
  ].join('\n');
}

/** The places of a step curve that has fallen to each value at its time, from (0, 1) to `end`. */
export function stairs(steps: readonly (readonly [number, number])[], end: number): (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [[atTime(0), atValue(1)]];
  let value = 1;
  for (const [time, after] of steps) {
    places.push([atTime(time), atValue(value)], [atTime(time), atValue(after)]);
    value = after;
  }
  return [...places, [atTime(end), atValue(value)]];
}

export const upright = (time: number, value: number): string =>
  line([atTime(time), atValue(value) - 3], [atTime(time), atValue(value) + 3]);
