import { useLocale, useTranslations } from 'next-intl';
import { EVIDENCE_LOAD } from '@/lib/audit/reading';
import { formatMoment } from '@/lib/i18n/format';
import type { EvidenceChange } from '@/lib/registry/history/change';
import { ChangedColumns } from './changed-columns';
import classes from './changes.module.css';

const TABLES = [
  'evidence',
  'reference',
  'trial',
  'registration',
  'intervention',
  'arm',
  'stratum',
  'endpoint_definition',
  'estimate',
  'report',
  'baseline_fact',
  'discrepancy',
  'disease_fact',
  'disease_statement',
  'appraisal',
  'review_protocol',
  'review_question',
] as const;

/** Changes of the evidence, newest first: what, when, why, and the old and the new of every column that changed. */
export function ChangeList({ changes }: Readonly<{ changes: readonly EvidenceChange[] }>) {
  const t = useTranslations('changes');
  const locale = useLocale();
  return (
    <ol className={classes.list}>
      {changes.map(({ id, at, byCurator, alone, table, row, action, before, after, reason }) => {
        const known = TABLES.find((name) => name === table);
        return (
          <li key={id} className={classes.item}>
            <p>
              <time dateTime={at}>{formatMoment(new Date(at), locale)}</time> ·{' '}
              <strong>
                {known === undefined ? table : t(`table.${known}`)} {action !== 'import' && <code>{row}</code>}
              </strong>{' '}
              {t(`action.${action}`)} · {t(byCurator ? (alone ? 'byOneCurator' : 'byCurator') : 'byLoad')}
            </p>
            {reason !== null && reason !== EVIDENCE_LOAD && <p>{t('reason', { reason })}</p>}
            <Changed {...{ table, action, before, after }} />
          </li>
        );
      })}
    </ol>
  );
}

/** What changed in a row; what was added is folded up; of a first load how many rows of each kind there are. */
function Changed({ table, action, before, after }: Pick<EvidenceChange, 'table' | 'action' | 'before' | 'after'>) {
  const t = useTranslations('changes');
  if (action === 'import') return <Counts counts={after} />;
  const columns = <ChangedColumns table={table} before={before} after={after} />;
  if (action !== 'insert') return columns;
  return (
    <details>
      <summary>{t('whatAdded')}</summary>
      {columns}
    </details>
  );
}

function Counts({ counts }: Readonly<{ counts: EvidenceChange['after'] }>) {
  const t = useTranslations('changes');
  return (
    <dl className={`${classes.columns} ${classes.counts}`}>
      {Object.entries(counts).map(([name, count]) => {
        const known = TABLES.find((table) => table === name);
        return (
          <div key={name}>
            <dt>{known === undefined ? <code>{name}</code> : t(`table.${known}`)}</dt>
            <dd>{String(count)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
