'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { TableNotes } from '@/components/tables/notes';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import type { JobView } from '@/lib/patients/import/job/job';
import type { ImportReport } from '@/lib/patients/import/report';
import type { SiteWord } from '@/lib/patients/import/words/site-words';
import importing from './import.module.css';
import { PastImports, type Past } from './past-imports';
import { ReportTable } from './report-table';
import { SheetChoices } from './sheet-choices';
import { SignChoices } from './sign-choices';
import { SiteWords } from './site-words';
import type { TargetGroup } from './target-options';
import { useImport, useSteps, type Checked } from './use-import';
import type { WordField } from './word-fields';
import { WorkProgress } from './work-progress';

type Options = readonly Readonly<{ value: string; label: string }>[];
type Props = Readonly<{
  sites: Options;
  fields: readonly TargetGroup[];
  past: readonly Past[];
  words: readonly SiteWord[];
  /** what a word may mean */
  meanings: readonly WordField[];
  /** work that is under way, or a check that was not imported yet */
  job: JobView | null;
}>;

/** Choose a file, say where its columns go, see what would change, import it; below, what was imported and can be undone. */
export function ImportSteps({ sites, fields, past, words, meanings, job }: Props) {
  const t = useTranslations('import');
  const [siteId, setSite] = useState(sites[0]?.value ?? '');
  const [chosen, setChosen] = useState<File | null>(null);
  const { busy, said, step } = useSteps();
  const { opened, checked, now, open, change, check, commit, takeUp, stop } = useImport(siteId);
  const begun = useRef(false);
  useEffect(() => {
    if (job === null || begun.current) return;
    begun.current = true;
    step(() => takeUp(job));
  });
  return (
    <div className={`${entry.form} ${importing.steps}`}>
      {sites.length > 1 && <Choice label={t('site')} value={siteId} options={sites} onChange={setSite} />}
      <FileChoice chosen={chosen} disabled={busy} onChange={setChosen} />
      <Button
        look="plain"
        className={importing.step}
        onClick={() => chosen !== null && step(() => open(chosen))}
        disabled={busy || chosen === null}
      >
        {t('read')}
      </Button>
      {opened !== null && (
        <>
          <TableNotes notes={opened.notes} encoding={null} />
          <SheetChoices
            sheets={opened.sheets}
            fields={fields}
            meanings={meanings}
            onChange={(sheets) => change({ sheets })}
          />
          <SignChoices
            sheets={opened.sheets}
            said={opened.signs}
            fields={meanings}
            onChange={(signs) => change({ signs })}
          />
          <EmptyClears checked={opened.emptyClears} onChange={(emptyClears) => change({ emptyClears })} />
          <Button look="plain" className={importing.step} onClick={() => step(check)} disabled={busy}>
            {t('check')}
          </Button>
        </>
      )}
      {checked !== null && (
        <Found checked={checked} fields={meanings} disabled={busy} commit={(reason) => step(() => commit(reason))} />
      )}
      <WorkProgress now={now} onStop={stop} />
      <p role="status">{busy ? t('working') : said}</p>
      <SiteWords siteId={siteId} words={words.filter((one) => one.siteId === siteId)} fields={meanings} />
      <PastImports past={past} />
    </div>
  );
}

function EmptyClears({ checked, onChange }: Readonly<{ checked: boolean; onChange: (checked: boolean) => void }>) {
  const t = useTranslations('import');
  return (
    <label>
      <Input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} /> {t('emptyClears')}
    </label>
  );
}

/** Also what is refused, so that it can be chosen and its refusal says what to save it as. */
const CHOSEN = '.csv,.tsv,.txt,.xlsx,.xlsm,.json,.xls,.xlsb,.ods';

type FileProps = Readonly<{ chosen: File | null; disabled: boolean; onChange: (file: File) => void }>;

function FileChoice({ chosen, disabled, onChange }: FileProps) {
  const t = useTranslations('import');
  return (
    <div className={entry.row}>
      <label className={`${entry.button} ${entry.file}`}>
        {t('file')}
        <Input
          type="file"
          accept={CHOSEN}
          aria-describedby="import-file"
          disabled={disabled}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) onChange(file);
            // A file that was mended and saved meanwhile can be chosen again.
            currentTarget.value = '';
          }}
        />
      </label>
      <span id="import-file" className={importing.name}>
        {chosen?.name ?? t('noFile')}
      </span>
    </div>
  );
}

type FoundProps = Readonly<{
  checked: Checked;
  fields: Props['meanings'];
  disabled: boolean;
  commit: (reason: string) => void;
}>;

/** What the import would do, and its doing. */
function Found({ checked: { report, check }, fields, disabled, commit }: FoundProps) {
  return (
    <>
      <LeftOut columns={report.leftOut ?? []} />
      <Kept cells={report.kept} />
      <ReportTable key={check} report={report} check={check} fields={fields} />
      <Commit disabled={disabled || report.counts.refused > 0} commit={commit} />
    </>
  );
}

/** Columns that hold something and go nowhere: what they say is not imported, and that is said where it is decided. */
function LeftOut({ columns }: Readonly<{ columns: readonly string[] }>) {
  const t = useTranslations('import');
  return columns.length === 0 ? null : <p>{t('leftOut', { count: columns.length, columns: columns.join(', ') })}</p>;
}

/** Cells that somebody may have emptied: what is stored there stays, and that is said where it is decided. */
function Kept({ cells = { count: 0, patients: [] } }: Readonly<{ cells: ImportReport['kept'] | undefined }>) {
  const t = useTranslations('import');
  const { count, patients } = cells;
  return count === 0 ? null : (
    <p>{t('keptCells', { count, patients: patients.join(', '), option: t('emptyClears') })}</p>
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
