import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { figureRemarks } from '@/lib/registry/trials/figure-remarks';
import type { OtherValue } from '@/lib/registry/trials/outcome-groups';
import type { Arm, Estimate } from '@/lib/registry/schema';
import { SURVIVAL_ENDPOINTS, type Caveat } from '@/lib/registry/vocabulary';
import { CitedChip } from '@/components/quality/cited-chip';
import { ComparisonCell, IntervalCell } from './cells';
import tables from '../evidence-table.module.css';

/** A column that is left out where no figure of the endpoint has anything in it. */
export type OutcomeColumn = 'interval' | 'n' | 'events' | 'comparison';

type Props = Readonly<{
  estimate: Estimate;
  columns: readonly OutcomeColumn[];
  arms: readonly Arm[];
  cited: CitedSources;
  /** set for a value that is not the one to read */
  other?: Pick<OtherValue, 'instead' | 'reason'>;
}>;

/** Caveats that the row's own cells say; the source's popover has them as sentences. */
const SAID_IN_CELLS: readonly Caveat[] = ['time-zero-not-stated', 'error-type-not-stated'];

/** One published figure; its anchor is the figure's id, so a chart can point at it. What must be said with it stands below. */
export function OutcomeRow({ estimate, columns, arms, cited, other }: Props) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const reason = other === undefined ? null : reasonWords(other);
  const caveats = (which: readonly Caveat[]) => which.map((caveat) => vocabulary(`caveat.${caveat}`));
  const remarksWith = (which: readonly Caveat[]) => [
    ...(reason === null ? [] : [reason]),
    ...caveats(which),
    ...figureRemarks(estimate, locale, vocabulary),
    ...(estimate.note === null ? [] : [inLocale(estimate.note, locale)]),
  ];
  const remarks = remarksWith(estimate.caveats.filter((caveat) => !SAID_IN_CELLS.includes(caveat)));
  return (
    <tbody id={estimate.id} className={tables.estimate} data-preferred={estimate.preferred}>
      <tr>
        <Cells estimate={estimate} columns={columns} arms={arms} />
        <td data-label={t('source')}>
          {/* A saved link to an earlier name ends at the figure. */}
          {estimate.aliases?.map((name) => (
            <span key={name} id={name} />
          ))}
          <CitedChip source={estimate.source} cited={cited}>
            <p>{vocabulary(`extraction.${estimate.extraction}`)}</p>
            {remarksWith(estimate.caveats).map((remark) => (
              <p key={remark}>
                <GeneText text={remark} />
              </p>
            ))}
          </CitedChip>
        </td>
      </tr>
      <tr className={tables.remarks}>
        <td colSpan={4 + columns.length}>
          <span className={tables.extraction}>{vocabulary(`extractionShort.${estimate.extraction}`)}</span>
          {remarks.map((remark) => (
            <span key={remark}>
              {' '}
              · <GeneText text={remark} />
            </span>
          ))}
        </td>
      </tr>
    </tbody>
  );

  function reasonWords({ instead, reason: why }: Pick<OtherValue, 'instead' | 'reason'>): string {
    if (instead?.estimate == null) return t(`other.${why}`);
    return t('insteadOf', { reason: t(`other.${why}`), value: formatPercent(instead.estimate, locale) });
  }
}

/** The row up to its source: who was measured, when, and the numbers. */
function Cells({ estimate, columns, arms }: Pick<Props, 'estimate' | 'columns' | 'arms'>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const dash = <span className="muted">–</span>;
  return (
    <>
      <th scope="row">
        <Population estimate={estimate} arms={arms} />
      </th>
      <td data-label={t('horizon')}>
        <Horizon estimate={estimate} />
      </td>
      <td data-label="%" className={tables.numeric}>
        {estimate.estimate === null ? (
          <span className={tables.withheld}>{t('withheld')}</span>
        ) : (
          <strong>{formatNumber(estimate.estimate, locale)}</strong>
        )}
      </td>
      {columns.includes('interval') && (
        <td
          data-label={t('interval')}
          data-empty={estimate.ci === null && estimate.se === null}
          className={tables.numeric}
        >
          <IntervalCell estimate={estimate} />
        </td>
      )}
      {columns.includes('n') && (
        <td data-label="n" data-empty={estimate.n === null} className={tables.numeric}>
          {estimate.n === null ? dash : formatNumber(estimate.n, locale)}
        </td>
      )}
      {columns.includes('events') && (
        <td data-label={t('eventCount')} data-empty={estimate.events === null} className={tables.numeric}>
          {estimate.events === null ? dash : formatNumber(estimate.events, locale)}
        </td>
      )}
      {columns.includes('comparison') && (
        <td data-label={t('comparison')} data-empty={estimate.comparison === null}>
          {estimate.comparison === null ? dash : <ComparisonCell comparison={estimate.comparison} />}
        </td>
      )}
    </>
  );
}

/** The stratum's name; the endpoint's detail and the arm where the name does not already say them. */
function Population({
  estimate: { label, endpointDetail, stratum },
  arms,
}: Readonly<{ estimate: Estimate; arms: readonly Arm[] }>) {
  const locale = useLocale();
  const name = inLocale(label, locale);
  const arm = arms.find(({ slug }) => slug === stratum.arm);
  const details = [
    endpointDetail === null ? null : inLocale(endpointDetail, locale),
    arm === undefined ? null : inLocale(arm.name, locale),
  ];
  const added = details.filter((detail) => detail !== null && !name.toLowerCase().includes(detail.toLowerCase()));
  return (
    <>
      <GeneText text={name} />
      {added.length > 0 && <span className={tables.aside}>{added.join(', ')}</span>}
    </>
  );
}

function Horizon({ estimate: { endpoint, timeYears, timeZero } }: Readonly<{ estimate: Estimate }>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const isSurvival = SURVIVAL_ENDPOINTS.some((survival) => survival === endpoint);
  if (timeYears === null && !isSurvival && timeZero === 'unknown') return <span className="muted">–</span>;
  return (
    <>
      {timeYears === null ? <span className="muted">{t('horizonUnknown')}</span> : formatYears(timeYears, locale)}
      <span className={tables.aside}>{vocabulary(`fromTimeZero.${timeZero}`)}</span>
    </>
  );
}
