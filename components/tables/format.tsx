'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ENCODINGS } from '@/lib/tables/decode';
import type { FormatChoice } from '@/lib/tables/read-text';
import { DELIMITERS, type Delimiter, type TableView, type TextRow } from '@/lib/tables/table';
import { MergedQuestion } from './merged-question';
import { TableNotes } from './notes';
import classes from './tables.module.css';

const NAMES: Readonly<Record<Delimiter, 'comma' | 'semicolon' | 'tab' | 'bar' | 'caret' | 'blank'>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  '^': 'caret',
  ' ': 'blank',
};
const LONGEST_ROW = 60;

type Props = Readonly<{ view: TableView; onChange: (change: FormatChoice) => void }>;

/** How the file was cut into cells, to be corrected, what was left out of it, and its first rows. */
export function TableFormatFields({ view, onChange }: Props) {
  const t = useTranslations('tables');
  const { delimiter, encoding, header, rowNames } = view.format;
  return (
    <div className={classes.step}>
      <div className={classes.fields}>
        <SheetFields view={view} onChange={onChange} />
        {delimiter !== null && (
          <NativeSelect
            label={t('format.delimiter')}
            data={DELIMITERS.map((value) => ({ value, label: t(`format.${NAMES[value]}`) }))}
            value={delimiter}
            onChange={({ currentTarget: { value } }) =>
              onChange({ delimiter: DELIMITERS.find((one) => one === value) ?? ',', header: undefined })
            }
          />
        )}
        <NativeSelect
          label={t('format.header')}
          data={[
            { value: '', label: t('format.noHeader') },
            ...view.top.map((row) => rowOption(row, t('format.rowNumber', { line: String(row.line) }))),
          ]}
          value={header?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ header: value === '' ? null : Number(value) })}
        />
        {encoding !== null && (
          <NativeSelect
            label={t('format.encoding')}
            data={ENCODINGS.map((value) => ({ value, label: t(`format.encodings.${value}`) }))}
            value={encoding}
            onChange={({ currentTarget: { value } }) => onChange({ encoding: ENCODINGS.find((one) => one === value) })}
          />
        )}
        {header !== null && (
          <Checkbox
            label={t('format.rowNames')}
            checked={rowNames}
            onChange={({ currentTarget: { checked } }) => onChange({ rowNames: checked })}
            mt="1.9rem"
          />
        )}
      </div>
      <TableNotes notes={view.notes} encoding={encoding} />
      <Preview view={view} />
    </div>
  );
}

/** What a workbook leaves open. */
function SheetFields({ view: { format, sheets, merged }, onChange }: Props) {
  const t = useTranslations('tables');
  return (
    <>
      {format.sheet !== null && sheets.length > 1 && (
        <NativeSelect
          label={t('format.sheet')}
          data={[...sheets]}
          value={format.sheet}
          onChange={({ currentTarget: { value } }) => onChange({ sheet: value, header: undefined, merged: undefined })}
        />
      )}
      {merged !== null && (
        <MergedQuestion merged={merged} meaning={format.merged} onChange={(meaning) => onChange({ merged: meaning })} />
      )}
    </>
  );
}

function rowOption({ line, cells }: TextRow, number: string): { value: string; label: string } {
  const text = cells.filter((cell) => cell !== '').join(' · ');
  return {
    value: String(line),
    label: `${number}: ${text.length > LONGEST_ROW ? `${text.slice(0, LONGEST_ROW)}…` : text}`,
  };
}

function Preview({ view }: Pick<Props, 'view'>) {
  const t = useTranslations('tables');
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('format.preview')}>
      <table className={classes.preview}>
        <caption>{t('format.size', { rows: view.size, columns: view.columns.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('format.row')}</th>
            {view.columns.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.preview.map(({ line, cells }) => (
            <tr key={line}>
              <td>{line}</td>
              {view.columns.map(({ name }, i) => (
                <td key={name}>{cells[i] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
