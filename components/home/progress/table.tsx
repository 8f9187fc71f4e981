import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { SourceChip } from '@/components/ui/source/chip';
import { formatNumber, formatYears } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Citation } from '@/lib/registry/references/citation';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { StratumMark } from '../stratum-mark';
import classes from '@/components/trial/evidence-table.module.css';
import { useEnrolmentYears } from '@/components/trials/use-enrolment-years';
import { printInterval } from './use-progress-words';

const COLUMNS = ['number', 'trial', 'years', 'stratum', 'horizon', 'efs', 'interval', 'n', 'source'] as const;
const NUMERIC: readonly string[] = ['number', 'horizon', 'efs', 'interval', 'n'];

type Props = Readonly<{ points: readonly ProgressPoint[]; citations: ReadonlyMap<string, Citation> }>;

/** What the chart draws, as rows with their sources. */
export function ProgressTable({ points, citations }: Props) {
  const t = useTranslations('home');
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={NUMERIC.includes(column) ? classes.numeric : undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <ProgressRow key={point.id} point={point} number={index + 1} citation={citations.get(point.source.ref)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProgressRow({
  point,
  number,
  citation,
}: Readonly<{ point: ProgressPoint; number: number; citation: Citation | undefined }>) {
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const enrolmentYears = useEnrolmentYears();
  return (
    <tr>
      <td className={classes.numeric}>{number}</td>
      <th scope="row">
        <Link href={`/trials/${point.trial}#${point.id}`}>
          <GeneText text={point.acronym} />
        </Link>
      </th>
      <td className={classes.whole}>{enrolmentYears(point.enrolment, point.status)}</td>
      <td className={classes.whole}>
        <StratumMark stratum={point.kmt2a} /> <GeneText text={vocabulary(`kmt2a.${point.kmt2a}`)} />
      </td>
      <td className={classes.numeric}>{formatYears(point.horizon, locale)}</td>
      <td className={classes.numeric}>{formatNumber(point.efs, locale)}</td>
      <td className={classes.numeric}>
        {point.interval === null ? (
          <span className="muted">{t('notReported')}</span>
        ) : (
          printInterval(point.interval, locale)
        )}
        {point.interval?.how === 'from-se' && <span className={classes.aside}>{t('fromSe')}</span>}
      </td>
      <td className={classes.numeric}>
        {point.n === null ? <span className="muted">{t('notReported')}</span> : formatNumber(point.n, locale)}
      </td>
      <td>
        {citation !== undefined && (
          <SourceChip source={point.source} citation={citation}>
            {point.readingProbable && <p>{vocabulary('caveat.probable-reading')}</p>}
            {point.oneCurator && <p>{vocabulary('caveat.one-curator')}</p>}
            {!point.errorNamed && <p>{vocabulary('caveat.error-type-not-stated')}</p>}
          </SourceChip>
        )}
      </td>
    </tr>
  );
}
