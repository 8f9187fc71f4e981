'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import type { FileColumn } from './ask';
import { ColumnTable } from './column-table';
import { PastImports, type Past } from './past-imports';
import importing from './import.module.css';
import { ReportTable } from './report-table';
import type { TargetGroup } from './target-options';
import { useImport, useSteps } from './use-import';

type Options = readonly Readonly<{ value: string; label: string }>[];
type Props = Readonly<{ sites: Options; fields: readonly TargetGroup[]; past: readonly Past[] }>;

/** Choose a file, say where its columns go, see what would change, import it; below, what was imported and can be undone. */
export function ImportSteps({ sites, fields, past }: Props) {
  const t = useTranslations('import');
  const [siteId, setSite] = useState(sites[0]?.value ?? '');
  const [chosen, setChosen] = useState<File | null>(null);
  const { busy, said, work } = useSteps();
  const { opened, checked, read, open, check, commit } = useImport(siteId);
  const change = (at: number, changed: Partial<FileColumn>): void => {
    if (opened === null) return;
    const own = opened.read.columns.map((column, place) => (place === at ? { ...column, ...changed } : column));
    work(() => read(opened.file, opened.read.sheet, own));
  };
  const sheets = (opened?.read.sheets ?? []).map((sheet) => ({ value: sheet, label: sheet }));
  return (
    <div className={entry.form}>
      {sites.length > 1 && <Choice label={t('site')} value={siteId} options={sites} onChange={setSite} />}
      <FileChoice onChange={setChosen} />
      <Button
        look="plain"
        className={importing.step}
        onClick={() => chosen !== null && work(() => open(chosen))}
        disabled={busy || chosen === null}
      >
        {t('read')}
      </Button>
      {opened !== null && sheets.length > 1 && (
        <Choice
          label={t('sheet')}
          value={opened.read.sheet ?? ''}
          options={sheets}
          onChange={(sheet) => work(() => read(opened.file, sheet, []))}
        />
      )}
      {opened !== null && (
        <>
          <ColumnTable columns={opened.read.columns} fields={fields} onChange={change} />
          <Button look="plain" className={importing.step} onClick={() => work(check)} disabled={busy}>
            {t('check')}
          </Button>
        </>
      )}
      {checked !== null && (
        <>
          <ReportTable report={checked.report} />
          <Commit
            disabled={busy || checked.report.counts.refused > 0}
            commit={(reason) => work(() => commit(reason))}
          />
        </>
      )}
      <p role="status">{busy ? t('working') : said}</p>
      <PastImports past={past} />
    </div>
  );
}

function FileChoice({ onChange }: Readonly<{ onChange: (file: File | null) => void }>) {
  const t = useTranslations('import');
  return (
    <label className={entry.field}>
      <span className={entry.label}>{t('file')}</span>
      <Input
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        look="form"
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}

function Commit({ disabled, commit }: Readonly<{ disabled: boolean; commit: (reason: string) => void }>) {
  const t = useTranslations('import');
  const [reason, setReason] = useState('');
  return (
    <>
      <label className={entry.field}>
        <span className={entry.label}>{t('reason')}</span>
        <Input look="form" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      <Button look="primary" className={importing.step} onClick={() => commit(reason)} disabled={disabled}>
        {t('commit')}
      </Button>
    </>
  );
}

type ChoiceProps = Readonly<{ label: string; value: string; options: Options; onChange: (value: string) => void }>;

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className={entry.field}>
      <span className={entry.label}>{label}</span>
      <Select look="form" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </label>
  );
}
