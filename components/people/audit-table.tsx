import { useTranslations } from 'next-intl';
import type { ListedEntry } from '@/lib/audit/entry';
import { AUDIT_SUBJECTS, EVIDENCE_LOAD } from '@/lib/audit/reading';
import classes from './people.module.css';

const COLUMNS = ['at', 'actor', 'action', 'subject', 'old', 'new', 'reason'] as const;

/** Entries of the audit, the newest first, with the stored names of fields: they are the record itself. */
export function AuditTable({ entries }: Readonly<{ entries: readonly ListedEntry[] }>) {
  const t = useTranslations('audit');
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={`${classes.table} ${classes.entries}`} aria-label={t('title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, actor, actorId, action, table, row, before, after, reason, erased }) => (
            <tr key={id}>
              <td data-label={t('column.at')}>{at.slice(0, 19).replace('T', ' ')}</td>
              <td data-label={t('column.actor')}>{actor ?? actorId ?? t('unknownActor')}</td>
              <td data-label={t('column.action')}>{t(`action.${action}`)}</td>
              <td data-label={t('column.subject')}>
                <Subject table={table} />
                {row !== '' && <div className={classes.rowId}>{row}</div>}
              </td>
              <td data-label={t('column.old')}>
                {erased && action !== 'erase' ? t('erased') : <Values of={before} />}
              </td>
              <td data-label={t('column.new')}>{erased && action !== 'erase' ? t('erased') : <Values of={after} />}</td>
              <td data-label={t('column.reason')}>{reason === EVIDENCE_LOAD ? t('dataLoaded') : reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What an entry is of, in words; a file that was taken away is called by its name. */
function Subject({ table }: Readonly<{ table: string }>) {
  const t = useTranslations('audit');
  const subject = AUDIT_SUBJECTS.find((one) => one === table);
  return subject === undefined ? <code>{table}</code> : <span title={table}>{t(`subject.${subject}`)}</span>;
}

const SHOWN_FIELDS = 2;
const SHOWN_LENGTH = 120;
const NAMED_FIELDS = 3;

/** What stood in the fields; many or long ones are folded, so that the page stays a list. */
function Values({ of }: Readonly<{ of: ListedEntry['before'] }>) {
  const t = useTranslations('audit');
  const fields = Object.entries(of).map(([field, value]) => ({
    field,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  const list = fields.map(({ field, text }) => (
    <div key={field}>
      <code>{field}</code>: {text}
    </div>
  ));
  if (fields.length <= SHOWN_FIELDS && fields.every(({ text }) => text.length <= SHOWN_LENGTH)) return list;
  const named = fields.slice(0, NAMED_FIELDS).map(({ field }) => field);
  const names = `${named.join(', ')}${fields.length > NAMED_FIELDS ? ', …' : ''}`;
  return (
    <details data-on-paper>
      <summary>{t('fields', { count: fields.length, names })}</summary>
      {list}
    </details>
  );
}
