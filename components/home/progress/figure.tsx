'use client';

import { useTranslations, useLocale } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { ProgressChart } from './chart';
import type { ActivePoint } from './layer';
import { yearRange } from '@/lib/figure/drawing/progress-layout';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { KMT2A_STRATA, type Kmt2aStratum } from '@/lib/registry/vocabulary';
import { ProgressLegend } from './legend';
import classes from './progress.module.css';
import { useProgressWords, printInterval, type ProgressWords } from './use-progress-words';
import { Link } from '@/lib/i18n/navigation';
import { StratumMark } from '../stratum-mark';
import { GeneText } from '@/components/ui/gene-text';

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

/** The names behind the numbers of a narrow chart; a wide one carries them itself. */
function ProgressList({
  points,
  numbers,
}: Readonly<{ points: readonly ProgressPoint[]; numbers: ReadonlyMap<string, number> }>) {
  const locale = useLocale();
  const wordsOf = useProgressWords();
  return (
    <ol className={classes.list}>
      {points.map((point) => {
        const words = wordsOf(point);
        return (
          <li key={point.id} value={numbers.get(point.id)}>
            <span className={classes.listNumber}>{numbers.get(point.id)}</span>
            <StratumMark stratum={point.kmt2a} open={point.interval === null || !point.timeZeroStated} />
            <Link href={`/trials/${point.trial}#${point.id}`} aria-label={words.sentence}>
              <GeneText text={point.acronym} />
            </Link>
            <span className={classes.listFigure}>
              {words.efs}
              {point.interval !== null && <span className="muted"> ({printInterval(point.interval, locale)})</span>}
              <span className="muted"> · {words.horizon}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** What a point says in full, beside it; the same words are its accessible name, so this is only for the eye. */
function ProgressTooltip({ active, words }: Readonly<{ active: ActivePoint; words: ProgressWords }>) {
  const { x, y, point } = active;
  return (
    <div
      className={classes.tooltip}
      aria-hidden="true"
      style={{ left: `clamp(8.5rem, ${x}px, calc(100% - 8.5rem))`, top: y }}
      data-below={point.efs > 60}
    >
      <strong>
        <GeneText text={point.acronym} />
      </strong>
      <span>
        <GeneText text={words.stratum} />
      </span>
      <span className={classes.tooltipFigure}>
        {words.efs} · {words.horizon}
      </span>
      <span>{words.interval}</span>
      <span>
        {words.n} · {words.years}
      </span>
      <span className="muted">{words.level}</span>
      {words.caveats.map((caveat) => (
        <span key={caveat} className={classes.caveat}>
          {caveat}
        </span>
      ))}
    </div>
  );
}
