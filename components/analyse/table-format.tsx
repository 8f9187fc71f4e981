'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DELIMITERS, type Delimiter } from '@/lib/analysis/cells';
import type { OwnTable, TableFormat } from '@/lib/analysis/table';
import classes from './analyse.module.css';

const NAMES: Readonly<Record<Delimiter, 'comma' | 'semicolon' | 'tab'>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
};
const PREVIEW = 5;

/** How the text was cut into cells, to be corrected, and its first rows. */
export function TableFormatFields({
  table,
  onChange,
}: Readonly<{ table: OwnTable; onChange: (change: Partial<TableFormat>) => void }>) {
  const t = useTranslations('analyse');
  const { delimiter, decimalComma, header } = table.format;
  return (
    <div className={classes.step}>
      <div className={classes.fields}>
        <NativeSelect
          label={t('format.delimiter')}
          data={DELIMITERS.map((value) => ({ value, label: t(`format.${NAMES[value]}`) }))}
          value={delimiter}
          onChange={({ currentTarget: { value } }) =>
            onChange({ delimiter: DELIMITERS.find((one) => one === value) ?? ',' })
          }
        />
        <NativeSelect
          label={t('format.decimal')}
          data={[
            { value: 'point', label: t('format.decimalPoint') },
            { value: 'comma', label: t('format.decimalComma') },
          ]}
          value={decimalComma ? 'comma' : 'point'}
          onChange={({ currentTarget: { value } }) => onChange({ decimalComma: value === 'comma' })}
        />
        <Checkbox
          label={t('format.header')}
          checked={header}
          onChange={({ currentTarget: { checked } }) => onChange({ header: checked })}
          mt="1.9rem"
        />
      </div>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('format.preview')}>
        <table className={`${classes.table} ${classes.preview}`}>
          <caption>{t('format.size', { rows: table.rows.length, columns: table.columns.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('format.row')}</th>
              {table.columns.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, PREVIEW).map(({ line, cells }) => (
              <tr key={line}>
                <td>{line}</td>
                {table.columns.map((name, i) => (
                  <td key={name}>{cells[i] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
