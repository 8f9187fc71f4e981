'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { ProgressChart } from './progress-chart';
import type { ActivePoint } from './progress-layer';
import { yearRange } from '@/lib/figure/drawing/progress-layout';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { KMT2A_STRATA, type Kmt2aStratum } from '@/lib/registry/vocabulary';
import { ProgressLegend } from './progress-legend';
import { ProgressList } from './progress-list';
import { ProgressTooltip } from './progress-tooltip';
import classes from './progress.module.css';
import { useProgressWords } from './use-progress-words';

/** The field's question in one picture; `children` is the caption, which needs no script. */
export function ProgressFigure({
  points,
  children,
}: Readonly<{ points: readonly ProgressPoint[]; children: ReactNode }>) {
  const t = useTranslations('home');
  const wordsOf = useProgressWords();
  const [shown, setShown] = useState<readonly Kmt2aStratum[]>(KMT2A_STRATA);
  const [active, setActive] = useState<ActivePoint | null>(null);
  const numbers = useMemo(() => new Map(points.map(({ id }, index) => [id, index + 1])), [points]);
  const visible = useMemo(() => points.filter((point) => shown.includes(point.kmt2a)), [points, shown]);
  const toggle = (stratum: Kmt2aStratum) =>
    setShown((before) =>
      before.includes(stratum) ? before.filter((other) => other !== stratum) : [...before, stratum],
    );

  return (
    <figure className={classes.figure} onKeyDown={(event) => event.key === 'Escape' && setActive(null)}>
      <ProgressLegend shown={shown} onToggle={toggle} />
      <div className={classes.chart} role="group" aria-label={t('chart')}>
        <ProgressChart
          points={visible}
          numbers={numbers}
          years={yearRange(points)}
          axisX={t('axisX')}
          axisY={t('axisY')}
          sentenceOf={(point) => wordsOf(point).sentence}
          onActive={setActive}
        />
        {active !== null && <ProgressTooltip active={active} words={wordsOf(active.point)} />}
      </div>
      <ProgressList points={visible} numbers={numbers} />
      <figcaption className={classes.caption}>{children}</figcaption>
    </figure>
  );
}
