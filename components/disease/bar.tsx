import { useLocale, useTranslations } from 'next-intl';
import { FluidMarks } from '@/components/figure/marks';
import { shareMarks } from '@/lib/figure/drawing/marks/disease';
import { formatNumber } from '@/lib/i18n/format';
import type { DiseaseSection, ShareMark } from '@/lib/registry/disease/page';
import classes from './disease.module.css';

/** Height of a track in px; that of a row's bar with the ends of a range. */
const HEIGHT = 14;

/** A share on the grid of its row, drawn as in files; the value stands beside it. */
export function DiseaseBar({ mark, scale }: Readonly<{ mark: ShareMark; scale: DiseaseSection['scale'] }>) {
  const x = (percent: number): number => (percent / scale) * 100;
  return (
    <svg className={classes.track} width="100%" height={HEIGHT} aria-hidden="true">
      <FluidMarks marks={shareMarks(mark, { x, middle: HEIGHT / 2, top: 0, bottom: HEIGHT, scale })} height={HEIGHT} />
    </svg>
  );
}

const LEGEND = [
  { kind: 'exact', at: 70 },
  { kind: 'approximate', at: 70 },
  { kind: 'at-least', at: 60 },
  { kind: 'at-most', at: 60 },
  { kind: 'range', low: 30, high: 80 },
  { kind: 'as-printed', at: 70 },
] as const satisfies readonly ShareMark[];

/** What the ends and edges of the bars mean. */
export function DiseaseLegend() {
  const t = useTranslations('disease.mark');
  return (
    <ul className={classes.legend}>
      {LEGEND.map((mark) => (
        <li key={mark.kind}>
          <span className={classes.sign}>
            <DiseaseBar mark={mark} scale={100} />
          </span>
          {t(mark.kind)}
        </li>
      ))}
    </ul>
  );
}

/** The axis over the bars of a section. */
export function DiseaseScale({ scale }: Pick<DiseaseSection, 'scale'>) {
  const t = useTranslations('disease');
  const locale = useLocale();
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * scale);
  return (
    <>
      <span className={classes.axisName}>{t('axis', { end: scale })}</span>
      <span className={classes.ticks} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${(tick / scale) * 100}%` }}>
            {formatNumber(tick, locale)}
          </span>
        ))}
      </span>
    </>
  );
}
