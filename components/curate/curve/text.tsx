'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { FileAsText, useFileText } from '@/components/tables/file-as-text';
import { TableNotes } from '@/components/tables/notes';
import { TABLE_FILES } from '@/components/tables/files';
import { Input, TextArea } from '@/components/ui/field';
import entry from '@/components/ui/entry.module.css';
import type { CurveProblem } from '@/lib/comparison/figure/reconstructed-reading';
import { formatNumber } from '@/lib/i18n/format';
import type { TableNote } from '@/lib/tables/table';
import classes from '../curate.module.css';

/** As many faults are named one by one. */
const MOST_NAMED = 50;

type Props = Readonly<{
  kind: 'points' | 'counts';
  text: string;
  rows: number;
  problems: readonly CurveProblem[];
  notes: readonly TableNote[];
  disabled: boolean;
  onChange: (text: string) => void;
}>;

/** A table to paste or open, and every fault in it by row and column. The file is read here and goes nowhere. */
export function CurveText({ kind, text, rows, problems, notes, disabled, onChange }: Props) {
  const t = useTranslations('curate');
  const id = useId();
  const { opened, open, forget } = useFileText((read) => onChange(read));
  const empty = text.trim() === '';
  return (
    <div className={classes.input}>
      <label htmlFor={id} className={entry.label}>
        {t(`${kind}.label`)}
      </label>
      <p id={`${id}-hint`} className={entry.hint}>
        {t(`${kind}.hint`)}
      </p>
      <TextArea
        id={id}
        look="form"
        className={classes.text}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          onChange(value);
          forget();
        }}
        rows={10}
        spellCheck={false}
        autoComplete="off"
        disabled={disabled}
        aria-invalid={!empty && problems.length > 0}
        aria-describedby={`${id}-hint ${id}-said`}
        placeholder={t(`${kind}.example`)}
      />
      <div className={classes.row}>
        <label className={`${entry.button} ${entry.small} ${entry.file}`}>
          {t('open')}
          <Input
            type="file"
            accept={TABLE_FILES}
            disabled={disabled}
            aria-label={t(`${kind}.open`)}
            onChange={({ currentTarget }) => {
              open(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        {!empty && <span className={entry.hint}>{t('rows', { rows })}</span>}
      </div>
      <div id={`${id}-said`} role="status">
        <FileAsText opened={opened} onChoose={open} refusedClass={entry.error} />
        {!empty && <TableNotes notes={notes} encoding={null} />}
        {!empty && problems.length > 0 && <Problems problems={problems} />}
      </div>
    </div>
  );
}

function Problems({ problems }: Pick<Props, 'problems'>) {
  const t = useTranslations('curate');
  const words = useProblemWords();
  return (
    <div className={classes.problems}>
      <p>{t('problems', { count: problems.length })}</p>
      <ul tabIndex={0}>
        {problems.slice(0, MOST_NAMED).map((problem, i) => (
          <li key={i}>{words(problem)}</li>
        ))}
        {problems.length > MOST_NAMED && <li>{t('moreProblems', { count: problems.length - MOST_NAMED })}</li>}
      </ul>
    </div>
  );
}

function useProblemWords(): (problem: CurveProblem) => string {
  const t = useTranslations('curate');
  const locale = useLocale();
  const text = (value: string | number): string =>
    typeof value === 'number' ? formatNumber(value, locale) : value.slice(0, 40);
  return (problem) => {
    if (problem.line === null) return t(`problem.${problem.code}`);
    const before = 'before' in problem && problem.before !== null ? text(problem.before) : '';
    return t('cell', {
      line: String(problem.line),
      column: t(`column.${problem.column}`),
      what: t(`problem.${problem.code}`, { value: text(problem.value), before }),
    });
  };
}
