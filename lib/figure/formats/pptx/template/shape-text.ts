import { attribute } from '../parts';
import { colourOf } from './theme-colours';

/** Words that a template puts on its slides: the name of a centre, a note of confidentiality. */
export type ShapeText = Readonly<{
  paragraphs: readonly Readonly<{
    text: string;
    /** points */
    size: number;
    colour: string | null;
    bold: boolean;
    italic: boolean;
    align: 'left' | 'center' | 'right';
  }>[];
  anchor: 'top' | 'middle' | 'bottom';
  /** points between the edges of the shape and its words */
  inset: Readonly<{ x: number; y: number }>;
}>;

/** English Metric Units of a point. */
const EMU = 12_700;
/** What a text box has that says nothing of its own: type in hundredths of a point, and its insets. */
const USUAL = { size: 1800, x: 91_440, y: 45_720 } as const;
const ALIGN: Readonly<Record<string, 'left' | 'center' | 'right'>> = { ctr: 'center', r: 'right' };
const ANCHOR: Readonly<Record<string, ShapeText['anchor']>> = { ctr: 'middle', b: 'bottom' };

/** The words of a shape, a run's look for its whole paragraph; null without any. Numbers of slides stand on none of ours. */
export function shapeText(
  shape: string,
  { scale, theme, master }: Readonly<{ scale: number; theme: string; master: string }>,
): ShapeText | null {
  const body = /<p:txBody>[\s\S]*?<\/p:txBody>/u.exec(shape)?.[0] ?? '';
  const properties = /<a:bodyPr\b[^>]*>/u.exec(body)?.[0] ?? '';
  const ofShape = colourOf(/<a:fontRef\b[\s\S]*?<\/a:fontRef>/u.exec(shape)?.[0] ?? '', theme, master);
  const defaults = /<a:lstStyle>[\s\S]*?<\/a:lstStyle>/u.exec(body)?.[0] ?? '';
  const paragraphs = [...body.matchAll(/<a:p>[\s\S]*?<\/a:p>/gu)].map(([whole]) => {
    const paragraph = whole.replaceAll(/<a:fld\b[\s\S]*?<\/a:fld>/gu, '');
    const run = /<a:rPr\b[^>]*?(?:\/>|>[\s\S]*?<\/a:rPr>)/u.exec(paragraph)?.[0] ?? '';
    const looks = [run, defaults];
    const said = (name: string): string | undefined =>
      looks.map((xml) => new RegExp(`<a:(?:rPr|defRPr)\\b[^>]*\\s${name}="([^"]*)"`, 'u').exec(xml)?.[1]).find(Boolean);
    return {
      text: unescaped([...paragraph.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text = '']) => text).join('')),
      size: (Number(said('sz') ?? USUAL.size) / 100) * scale,
      colour: looks.map((xml) => colourOf(xml, theme, master)).find((one) => one !== null) ?? ofShape,
      bold: said('b') === '1',
      italic: said('i') === '1',
      align: ALIGN[/<a:pPr\b[^>]*\salgn="(\w+)"/u.exec(paragraph)?.[1] ?? ''] ?? ('left' as const),
    };
  });
  if (paragraphs.every(({ text }) => text.trim() === '')) return null;
  const inset = (name: string, usual: number): number => (Number(attribute(properties, name) ?? usual) / EMU) * scale;
  return {
    paragraphs,
    anchor: ANCHOR[attribute(properties, 'anchor') ?? ''] ?? 'top',
    inset: { x: inset('lIns', USUAL.x), y: inset('tIns', USUAL.y) },
  };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
