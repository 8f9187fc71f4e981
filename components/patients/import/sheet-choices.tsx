import { useTranslations } from 'next-intl';
import { TableNotes } from '@/components/tables/notes';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { ColumnTable } from './column-table';
import { UnsaidRecords } from './unsaid-records';
import importing from './import.module.css';
import type { ColumnChoice } from '@/lib/patients/import/questions';
import type { TargetGroup } from './target-options';
import type { OpenSheet } from './opened';
import type { WordField } from './word-fields';

type Props = Readonly<{
  sheets: readonly OpenSheet[];
  fields: readonly TargetGroup[];
  /** what a word may mean */
  meanings: readonly WordField[];
  onChange: (sheets: readonly OpenSheet[]) => void;
}>;

/** The sheets of a file: which are imported together, what their merged cells mean, and where their columns go. */
export function SheetChoices({ sheets, fields, meanings, onChange }: Props) {
  const t = useTranslations('import');
  const change = (at: number, changed: Partial<OpenSheet>): void =>
    onChange(sheets.map((one, place) => (place === at ? { ...one, ...changed } : one)));
  return sheets.map((sheet, at) => {
    const { read, used, columns } = sheet;
    const name = read.sheet ?? '';
    const chooseColumn = (column: number, choice: ColumnChoice): void =>
      change(at, { columns: columns.map((one, place) => (place === column ? choice : one)) });
    return (
      <section key={name} className={importing.sheet}>
        {sheets.length > 1 && (
          <label className={importing.use}>
            <Input type="checkbox" checked={used} onChange={({ target }) => change(at, { used: target.checked })} />{' '}
            {t('useSheet', { sheet: name, rows: read.rows })}
          </label>
        )}
        {used && <TableNotes notes={read.notes} encoding={read.encoding} />}
        {used && read.merged !== null && <Merged sheet={sheet} onChange={(merged) => change(at, { merged })} />}
        {used && (
          <ColumnTable
            label={sheets.length > 1 ? `${t('columns')}: ${name}` : t('columns')}
            columns={read.columns}
            choices={columns}
            fields={fields}
            onChange={chooseColumn}
          />
        )}
        {used && (
          <UnsaidRecords
            columns={read.columns}
            choices={columns}
            fields={fields}
            meanings={meanings}
            onChange={chooseColumn}
          />
        )}
      </section>
    );
  });
}

function Merged({
  sheet: { read, merged },
  onChange,
}: Readonly<{ sheet: OpenSheet; onChange: (meaning: OpenSheet['merged']) => void }>) {
  const t = useTranslations('import');
  return (
    <label className={entry.field}>
      <span className={entry.label}>
        {t('merged.label', { count: read.merged?.count ?? 0, lines: (read.merged?.lines ?? []).join(', ') })}
      </span>
      <Select
        look="form"
        value={merged ?? ''}
        onChange={({ target: { value } }) => onChange(value === 'each-row' || value === 'first-row' ? value : null)}
      >
        <option value="">{t('choose')}</option>
        <option value="each-row">{t('merged.each-row')}</option>
        <option value="first-row">{t('merged.first-row')}</option>
      </Select>
    </label>
  );
}
