import type { Content, ContentText, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { PAPER } from '../drawing/svg/text';
import { PDF_TEXT } from './pdf';

/** How a text that becomes a picture stands on the page: points, `width` the widest that a line may be. */
export type PictureStyle = Readonly<{ size: number; bold: boolean; colour: string; width: number }>;

/** A drawn text as a data URL, with its size in points. */
export type TextPicture = Readonly<{ image: string; width: number; height: number }>;

/** What draws with other fonts than those of the file, and which texts need it. */
export type Pictures = Readonly<{
  needed: (text: string) => boolean;
  text: (text: string, style: PictureStyle) => TextPicture;
  drawing: (svg: string) => Promise<string>;
}>;

/** Names in a table take no more of a line, in points. */
const CELL_WIDTH = 170;

type Inherited = Readonly<{ size: number; colour: string; width: number }>;

/** A definition whose drawings and texts are pictures where the fonts of the file lack letters of them. */
export async function picturedDefinition(
  definition: TDocumentDefinitions,
  pictures: Pictures,
): Promise<TDocumentDefinitions> {
  const { fontSize: size = PDF_TEXT.size } = definition.defaultStyle ?? {};
  const onPage: Inherited = { size, colour: PAPER.ink, width: PDF_TEXT.width };
  return { ...definition, content: await withPictures(definition.content as Content, pictures, onPage) };
}

/** The content of a PDF in which drawings, and texts with letters that its fonts lack, are pictures; everything else stays text. */
async function withPictures(content: Content, pictures: Pictures, inherited: Inherited): Promise<Content> {
  if (typeof content === 'string') return pictured({ text: content }, pictures, inherited);
  if (typeof content === 'number') return content;
  const inner = (one: Content): Promise<Content> => withPictures(one, pictures, inherited);
  const all = (contents: readonly Content[]): Promise<Content[]> => Promise.all(contents.map(inner));
  if (Array.isArray(content)) return all(content);
  if (typeof content.svg === 'string')
    return pictures.needed(content.svg)
      ? { image: await pictures.drawing(content.svg), ...(content.fit === undefined ? {} : { fit: content.fit }) }
      : content;
  if (content.stack !== undefined) return { ...content, stack: await all(content.stack) };
  if (content.ul !== undefined) return { ...content, ul: await all(content.ul) };
  if (content.columns !== undefined) return { ...content, columns: await all(content.columns) };
  if (content.table !== undefined) {
    // A cell over several columns, the table's name, has as much room as a line.
    const widest = (one: TableCell): number =>
      'colSpan' in one && one.colSpan !== undefined ? inherited.width : CELL_WIDTH;
    const cell = (one: TableCell): TableCell =>
      'text' in one && one.text !== undefined ? pictured(one, pictures, { ...inherited, width: widest(one) }) : one;
    return { ...content, table: { ...content.table, body: content.table.body.map((row) => row.map(cell)) } };
  }
  return content.text === undefined ? content : pictured(content, pictures, inherited);
}

function pictured(
  content: ContentText & { colSpan?: number },
  pictures: Pictures,
  { size, colour, width }: Inherited,
): Content {
  const text = plainText(content.text);
  if (!pictures.needed(text)) return content;
  const { fontSize = size, bold = false, color = colour, margin, alignment, colSpan } = content;
  const picture = pictures.text(text, { size: fontSize, bold, colour: String(color), width });
  const kept = { margin, alignment, colSpan };
  return { ...picture, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) };
}

function plainText(text: Content): string {
  if (typeof text === 'string' || typeof text === 'number') return String(text);
  if (Array.isArray(text)) return text.map(plainText).join('');
  return text.text === undefined ? '' : plainText(text.text);
}
