import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { BOUNDARIES } from '@/lib/risk/numbers/boundaries';
import { CONVENTIONS, DIFFERING_READINGS } from '@/lib/risk/readings';
import { PUBLICATIONS } from '@/lib/risk/publications';
import { LEVELS, type SourceKey } from '@/lib/risk/sources';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

/** What becomes of the value exactly on each threshold, and what settles that. A boundary that protocols share also names their records; only this one's is shown. */
export function BoundaryTable({
  ruleSetKey,
  protocol,
  evidence,
}: Readonly<{ ruleSetKey: string; protocol: string; evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules');
  const { locale } = useRiskWords();
  const { comparisonText } = useCriterionWords();
  const boundaries = BOUNDARIES.filter(({ ruleSets }) => ruleSets.includes(ruleSetKey));
  return (
    <table className={classes.table} aria-label={t('section.boundaries')}>
      <thead>
        <tr>
          <th scope="col">{t('column.cut')}</th>
          <th scope="col">{t('column.onCut')}</th>
          <th scope="col">{t('column.settled')}</th>
          <th scope="col">{t('column.read')}</th>
        </tr>
      </thead>
      <tbody>
        {boundaries.map(({ comparison, onTheCut, settledBy, convention, sources }, i) => (
          <tr key={i}>
            <th scope="row" data-label={t('column.cut')}>
              <GeneText text={comparisonText(comparison)} />
            </th>
            <td data-label={t('column.onCut')}>
              <GeneText text={inLocale(onTheCut, locale)} />
            </td>
            <td data-label={t('column.settled')}>
              {convention && (
                <>
                  <ConventionChip />{' '}
                </>
              )}
              <GeneText text={inLocale(settledBy, locale)} />
            </td>
            <td data-label={t('column.read')}>
              <ul className={classes.sources}>
                {sources
                  .filter((ref) => ref === protocol || evidence.protocols[ref] === undefined)
                  .map((ref) => (
                    <li key={ref}>
                      <ReadSource reference={ref} evidence={evidence} />
                    </li>
                  ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where words of the sources allow more than one reading: what this registry reads. */
export function ConventionList({ ruleSetKey }: Readonly<{ ruleSetKey: string }>) {
  const { locale } = useRiskWords();
  return (
    <ul className={classes.remarks}>
      {CONVENTIONS.filter(({ ruleSets }) => ruleSets.includes(ruleSetKey)).map(({ title, reading }) => (
        <li key={title.en}>
          <ConventionChip />{' '}
          <strong>
            <GeneText text={inLocale(title, locale)} />.
          </strong>{' '}
          <GeneText text={inLocale(reading, locale)} />
        </li>
      ))}
    </ul>
  );
}

/** Review and primary source side by side, and what is done here. */
export function DifferingTable({ protocol }: Readonly<{ protocol: string }>) {
  const t = useTranslations('riskRules');
  const { locale } = useRiskWords();
  return (
    <table className={classes.table} aria-label={t('section.differing')}>
      <thead>
        <tr>
          <th scope="col">{t('column.review')}</th>
          <th scope="col">{t('column.primary')}</th>
          <th scope="col">{t('column.handling')}</th>
        </tr>
      </thead>
      <tbody>
        {DIFFERING_READINGS.filter(({ protocols }) => protocols.includes(protocol)).map(
          ({ review, primary, handling }) => (
            <tr key={review.en}>
              <td data-label={t('column.review')}>
                <GeneText text={inLocale(review, locale)} />
              </td>
              <td data-label={t('column.primary')}>
                <GeneText text={inLocale(primary, locale)} />
              </td>
              <td data-label={t('column.handling')}>
                <GeneText text={inLocale(handling, locale)} />
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

/** Whether a rule set has conventions of its own to show. */
export function hasConventions(ruleSetKey: string): boolean {
  return CONVENTIONS.some(({ ruleSets }) => ruleSets.includes(ruleSetKey));
}

/** Whether review and primary source differ on a protocol. */
export function hasDifferingReadings(protocol: string): boolean {
  return DIFFERING_READINGS.some(({ protocols }) => protocols.includes(protocol));
}

/** What was read to settle a threshold, with its level. */
function ReadSource({ reference, evidence }: Readonly<{ reference: SourceKey; evidence: RiskEvidence }>) {
  const words = useRiskWords();
  const record = evidence.protocols[reference];
  return (
    <>
      {record === undefined ? (
        <GeneText text={evidence.citations[reference]?.short ?? PUBLICATIONS[reference]} />
      ) : (
        <Link href={`/trials/${record.slug}`}>
          <GeneText text={record.acronym} />
        </Link>
      )}
      <span className="muted"> · {words.levelName(LEVELS[reference])}</span>
    </>
  );
}

function ConventionChip() {
  const t = useTranslations('riskRules');
  return <span className={classes.convention}>{t('convention')}</span>;
}
