'use client';

import { Popover } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { SourceDetails } from '@/components/ui/source/details';
import source from '@/components/ui/source/chip.module.css';
import type { ComparisonFigure, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import classes from './figure.module.css';
import type { Opened } from './pointing';
import { PointEvidence } from './point-evidence';
import type { Evidence } from './point-source';

type Props = Readonly<{
  /** the opened marker; null: none */
  opened: Opened | null;
  onClose: () => void;
  points: readonly PublishedPoint[];
  citations: ComparisonFigure['citations'];
  evidence: Evidence;
}>;

/** The source of a marker, opened on the marker itself; closing gives the focus back to it. */
export function PointPopover({ opened, onClose, points, citations, evidence }: Props) {
  const t = useTranslations('source');
  const point = points.find(({ estimateId }) => estimateId === opened?.id);
  const cited = citations.find(({ number }) => number === point?.citation);
  if (opened === null || point === undefined || cited === undefined) return null;
  const close = (): void => {
    onClose();
    opened.marker.focus();
  };
  return (
    <Popover
      opened
      onChange={(stays) => !stays && close()}
      position="bottom"
      width={380}
      withArrow
      shadow="md"
      withRoles={false}
      trapFocus
      middlewares={{ flip: true, shift: { padding: 8 } }}
    >
      <Popover.Target>
        <span className={classes.anchor} style={{ left: opened.x, top: opened.y + 6 }} />
      </Popover.Target>
      <Popover.Dropdown className={source.card}>
        <div role="dialog" aria-label={t('open', { level: t(`level.${point.source.level}`) })}>
          <p className={classes.opened}>
            <GeneText text={opened.text} />
          </p>
          <SourceDetails source={point.source} citation={cited.citation} />
          <div className={source.extra}>
            <PointEvidence evidence={evidence[point.estimateId]} />
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
