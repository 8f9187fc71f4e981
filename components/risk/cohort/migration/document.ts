import { splitGenes } from '@/components/ui/genes';
import { plainDocument } from '@/lib/figure/documents/plain-document';
import { migrationSvg } from '@/lib/figure/drawing/risk-migration-svg';
import type { FigureDocument, FigureTable, PictureSize, SvgPicture } from '@/lib/figure/model/document';
import type { Locale } from '@/lib/i18n/routing';
import { FLOW_TYPE, type FlowPicture } from '@/lib/risk-cohort/picture';

type Parts = Readonly<{
  /** as on the page, or for a room in px */
  draw: (room: PictureSize | null) => FlowPicture;
  locale: Locale;
  table: FigureTable;
  /** how far both protocols agree */
  agreement: readonly string[];
  headings: FigureDocument['headings'];
  footer: FigureDocument['footer'];
  address: string;
}>;

/** Numbers of the picture are 14 px: this much larger they come out at 16 points on a slide. */
const SLIDE_SCALE = 16 / FLOW_TYPE.label;

/** A cohort from one protocol to another as every exporter takes it; it holds counts and no patient. */
export function migrationDocument({ draw, locale, table, agreement, ...shared }: Parts): FigureDocument {
  const picture = draw(null);
  const { title, subtitle, footer: note } = picture;
  const sized = ({ width, height }: PictureSize): SvgPicture =>
    migrationSvg(draw({ width: width / SLIDE_SCALE, height: height / SLIDE_SCALE }), SLIDE_SCALE, locale);
  return plainDocument(
    {
      ...shared,
      kind: 'migration',
      locale,
      title,
      subtitle,
      draw: sized,
      parts: (size) => [
        {
          title: null,
          picture: sized(size),
          riskTable: false,
          citations: null,
        },
      ],
      tables: [table],
      shown: [],
      caveats: [{ code: null, text: note, strong: true }],
      method: agreement,
      altText: `${title}. ${picture.bands.map(({ title: sentence }) => sentence).join('. ')}.`,
      fileName: 'risk-migration',
      data: {
        bars: picture.bars.map(({ category, label }) => ({ category, label })),
        bands: picture.bands.map(({ from, to, title: sentence }) => ({ from, to, sentence })),
      },
    },
    splitGenes,
  );
}
