import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { LIST_COLUMNS, type ListColumn } from '@/lib/patients/list/columns';
import classes from '../patient.module.css';

type Props = Readonly<{
  columns: readonly ListColumn[];
  /** The address of the list without its path: what the files hold. */
  query: string;
  choose: (form: FormData) => Promise<void>;
  /** Whether the viewer may take the list away as a file. */
  files: boolean;
}>;

/** The files that hold all that is recorded of the patients of the list, and their times to event. */
const WHOLE_RECORDS = [
  { file: 'records.xlsx', text: 'recordsWorkbook' },
  { file: 'records.json', text: 'recordsJson' },
  ...(['patient', 'mrd', 'treatment', 'transplant', 'event', 'follow-up', 'codebook'] as const).map(
    (table) => ({ file: `${table}.csv`, text: 'recordsTable' }) as const,
  ),
  { file: 'template-en.xlsx', text: 'recordsTemplate' },
  { file: 'template-ru.xlsx', text: 'recordsTemplateRu' },
  { file: 'adtte.csv', text: 'recordsAdtte' },
  { file: 'adtte.R', text: 'recordsScript' },
  { file: 'redcap-records.csv', text: 'recordsRedcap' },
  { file: 'redcap-dictionary-en.csv', text: 'recordsRedcapDictionary' },
  { file: 'redcap-dictionary-ru.csv', text: 'recordsRedcapDictionaryRu' },
] as const;

/** Which columns the list shows, which the browser keeps, and exactly this list as a file. */
export function ListTools({ columns, query, choose, files }: Props) {
  const t = useTranslations('patients');
  return (
    <div className={entry.actions}>
      <details className={classes.columns}>
        <summary>{t('columns')}</summary>
        <form action={choose} className={entry.checks}>
          {LIST_COLUMNS.map((column) => (
            <label key={column} className={entry.check}>
              <Input type="checkbox" name="columns" value={column} defaultChecked={columns.includes(column)} />
              {t(`column.${column}`)}
            </label>
          ))}
          <Button type="submit" look="small">
            {t('apply')}
          </Button>
        </form>
      </details>
      {files &&
        (['csv', 'xlsx'] as const).map((format) => (
          <a key={format} href={`/api/patients/list.${format}${query}`} download>
            {t('export', { format: format.toUpperCase() })}
          </a>
        ))}
      {files && (
        <details className={classes.columns}>
          <summary>{t('wholeRecords')}</summary>
          <ul>
            {WHOLE_RECORDS.map(({ file, text }) => (
              <li key={file}>
                <a href={`/api/patients/export/${file}${query}`} download>
                  {t(text, { file })}
                </a>
              </li>
            ))}
          </ul>
          <p>{t('wholeRecordsNote')}</p>
          <p>{t('redcapNote')}</p>
        </details>
      )}
    </div>
  );
}
