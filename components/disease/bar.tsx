import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/lib/i18n/format';
import type { DiseaseSection, ShareMark } from '@/lib/registry/disease/page';
import classes from './disease.module.css';

/** A share as a bar from 0; a range as the stretch between its ends; nothing where none is given. The value stands beside it. */
export function DiseaseBar({ mark, scale }: Readonly<{ mark: ShareMark; scale: DiseaseSection['scale'] }>) {
  const place = (percent: number): string => `${(percent / scale) * 100}%`;
  if (mark.kind === 'not-given') return <span className={classes.track} aria-hidden="true" />;
  const style =
    mark.kind === 'range'
      ? { left: place(mark.low), width: place(mark.high - mark.low) }
      : { left: 0, width: place(mark.at) };
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.bar} data-kind={mark.kind} style={style} />
    </span>
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
