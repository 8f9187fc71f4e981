import { svgDocument } from '../drawing/svg/document';
import { withSheet } from '../drawing/svg/sheet';
import type { SplitGenes } from '../drawing/svg/text';
import type { FigureDocument, FigureTable, PictureSize, SvgPicture } from '../model/document';

type Parts = Pick<
  FigureDocument,
  'kind' | 'locale' | 'title' | 'subtitle' | 'tables' | 'headings' | 'footer' | 'address' | 'fileName' | 'data'
> &
  Partial<Pick<FigureDocument, 'caveats' | 'method' | 'citations' | 'sourcesNote' | 'altText'>> &
  Readonly<{
    /** the picture for a room in px; null: the tables are all there is */
    draw: ((size: PictureSize) => SvgPicture) | null;
    /** tables for slides where not all of them, or not all of a table, are read from a seat */
    shown?: readonly FigureTable[];
    /** the picture for slides, where it is drawn otherwise there */
    parts?: FigureDocument['slides']['parts'];
    /** said on every slide: under its title, and as its caveat */
    under?: string | readonly string[];
    slideCaveat?: string;
  }>;

/** A document of tables, with or without a picture, that has no curve, no risk table and no patients of a site. */
export function plainDocument(
  { draw, shown, parts: drawn, under, slideCaveat, ...parts }: Parts,
  split: SplitGenes,
): FigureDocument {
  const { title, locale, tables } = parts;
  const none = ({ width }: PictureSize): SvgPicture =>
    svgDocument({ width: Math.round(width), height: 1, title, locale, body: '' });
  const picture = draw ?? none;
  return withSheet(
    {
      caveats: [],
      method: [],
      citations: [],
      sourcesNote: null,
      altText: `${title}. ${parts.subtitle}`,
      ...parts,
      named: null,
      madeUp: null,
      chart: picture,
      slides: {
        parts:
          drawn ??
          ((size) => (draw === null ? [] : [{ title: null, picture: draw(size), riskTable: false, citations: null }])),
        riskTable: null,
        tables: shown ?? tables,
        caveat: slideCaveat ?? null,
        under: under ?? null,
        signs: [],
      },
      riskTable: null,
      records: null,
      nativeCharts: [],
    },
    split,
  );
}
