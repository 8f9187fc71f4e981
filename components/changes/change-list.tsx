import { useLocale, useTranslations } from 'next-intl';
import { formatMoment } from '@/lib/i18n/format';
import type { EvidenceChange } from '@/lib/registry/history/change';
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
      {changes.map(({ id, at, byCurator, table, row, action, before, after, reason }) => {
        const known = TABLES.find((name) => name === table);
        return (
          <li key={id} className={classes.item}>
            <p>
              <time dateTime={at}>{formatMoment(new Date(at), locale)}</time> ·{' '}
              <strong>
                {known === undefined ? table : t(`table.${known}`)} {action !== 'import' && <code>{row}</code>}
              </strong>{' '}
              {t(`action.${action}`)} · {t(byCurator ? 'byCurator' : 'byLoad')}
            </p>
            {reason !== null && reason !== 'evidence:load' && <p>{t('reason', { reason })}</p>}
            {action !== 'insert' && <Columns action={action} before={before} after={after} />}
          </li>
        );
      })}
    </ol>
  );
}

/** The columns that changed, as they are stored; of a first load how many rows of each kind there are. */
function Columns({ action, before, after }: Pick<EvidenceChange, 'action' | 'before' | 'after'>) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <dl className={classes.columns}>
      {names.map((name) => (
        <div key={name}>
          <dt>
            <ColumnName name={name} />
          </dt>
          {action === 'import' ? (
            <dd>{stored(after[name])}</dd>
          ) : (
            <dd>
              {name in before && <del>{stored(before[name])}</del>} {name in after && <ins>{stored(after[name])}</ins>}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function ColumnName({ name }: Readonly<{ name: string }>) {
  const t = useTranslations('changes');
  const known = TABLES.find((table) => table === name);
  return known === undefined ? <code>{name}</code> : t(`table.${known}`);
}

function stored(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
