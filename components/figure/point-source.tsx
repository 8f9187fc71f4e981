import { SourceChip } from '@/components/ui/source/chip';
import type { ComparisonFigure, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import type { EvidenceTexts } from '@/lib/comparison/figure/estimate-evidence';
import { PointEvidence } from './point-evidence';

/** By estimate id. */
export type Evidence = Readonly<Record<string, EvidenceTexts>>;

type Props = Readonly<{ point: PublishedPoint; figure: Pick<ComparisonFigure, 'citations'>; evidence: Evidence }>;

/** The source of a plotted figure, by its number in the figure's list, with what else is known of the same quantity. */
export function PointSource({ point, figure, evidence }: Props) {
  const cited = figure.citations.find(({ number }) => number === point.citation);
  if (cited === undefined) return null;
  return (
    <SourceChip source={point.source} citation={cited.citation} number={cited.number}>
      <PointEvidence evidence={evidence[point.estimateId]} />
    </SourceChip>
  );
}
