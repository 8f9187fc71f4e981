import { BAR_WIDTH, FLOW_LINE, FLOW_TYPE, type FlowPicture } from '@/lib/risk-cohort/picture';
import type { Mark, MarkGroup, Words } from './marks';

const BAND_OPACITY = 0.38;

/** Bands between two rule sets, their numbers, and the bars with their labels; a band's id is its sentence. */
export function migrationMarks({ heads, bands, bars, top }: FlowPicture): MarkGroup[] {
  const words = (rest: Omit<Words, 'ink'>): Mark => ({ kind: 'label', ...rest, ink: 'ink', edge: false });
  return [
    {
      id: null,
      marks: heads.map(({ text, x, anchor }) =>
        words({ at: [x, 16], text, size: FLOW_TYPE.head, weight: 600, anchor }),
      ),
    },
    ...bands.map(
      ({ path, from, title }): MarkGroup => ({
        id: title,
        marks: [
          { kind: 'path', d: path, at: [0, top], fill: true, ink: `category-${from}`, width: 0, opacity: BAND_OPACITY },
        ],
      }),
    ),
    {
      id: null,
      marks: [
        ...bands.flatMap(({ label, labelX, labelY }) =>
          label === null
            ? []
            : [words({ at: [labelX, top + labelY], text: label, size: FLOW_TYPE.label, weight: 600, anchor: 'start' })],
        ),
        ...bars.flatMap(({ x, y, height, category, lines, labelX, anchor }): Mark[] => [
          {
            kind: 'bar',
            from: [x, top + y],
            to: [x + BAR_WIDTH, top + y + height],
            fill: `category-${category}`,
            edge: null,
          },
          ...lines.map((text, i) => {
            const middle = top + y + height / 2 + 5;
            const at = [labelX, middle + (i - (lines.length - 1) / 2) * FLOW_LINE] as const;
            return words({ at, text, size: FLOW_TYPE.label, weight: 400, anchor });
          }),
        ]),
      ],
    },
  ];
}
