import type { PictureStyle, TextPicture } from '@/lib/figure/formats/pdf-pictures';

/** Pixels a point: sharp at 300 dots an inch. */
const SCALE = 4;
const LINE = 1.25;

/** A text drawn by the browser, which takes letters that the page's font lacks from the fonts of the computer. */
export function textPicture(text: string, { size, bold, colour, width }: PictureStyle): TextPicture {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('canvas');
  const font = `${bold ? 600 : 400} ${size * SCALE}px ${getComputedStyle(document.body).fontFamily}`;
  context.font = font;
  const measure = (one: string): number => context.measureText(one).width / SCALE;
  const lines = wrapped(text, width, measure);
  canvas.width = Math.ceil(Math.max(1, ...lines.map(measure)) * SCALE);
  canvas.height = Math.ceil(lines.length * size * LINE * SCALE);
  // A canvas forgets its font when it gets its size.
  Object.assign(context, { font, fillStyle: colour, textBaseline: 'middle' });
  lines.forEach((line, i) => context.fillText(line, 0, (i + 0.5) * size * LINE * SCALE));
  return { image: canvas.toDataURL('image/png'), width: canvas.width / SCALE, height: canvas.height / SCALE };
}

/** No font has this place of Unicode: what a browser draws for it, it draws for every letter that no font of the computer has. */
const NO_LETTER = '\u0378';
const SAMPLE = 32;

/** The letters that no font of this computer can draw. */
export function undrawable(letters: readonly string[]): string[] {
  if (letters.length === 0) return [];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SAMPLE * 2, SAMPLE * 2];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return [];
  context.font = `${SAMPLE}px ${getComputedStyle(document.body).fontFamily}`;
  const drawn = (letter: string): string => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillText(letter, SAMPLE / 2, SAMPLE * 1.5);
    return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
  };
  const box = drawn(NO_LETTER);
  return letters.filter((letter) => drawn(letter) === box);
}

/** Lines no wider than `width`, broken between words; East Asian writing breaks between its words as well. */
function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [''];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const line = lines.at(-1) ?? '';
    if (line === '' || measure(line + segment) <= width) lines[lines.length - 1] = line + segment;
    else lines.push(segment.trimStart());
  }
  return lines;
}
