'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { readTimes } from '@/lib/analysis/axis';
import { guessChoice, statusSignature, type OwnChoice } from '@/lib/analysis/choice';
import { readObservations } from '@/lib/analysis/reading';
import type { StatusRoles } from '@/lib/analysis/status';
import { readTable, type OwnTable, type TableFormat } from '@/lib/analysis/table';
import { ownTexts } from '@/lib/analysis/texts';
import classes from './analyse.module.css';
import { ColumnChoice } from './column-choice';
import { DataInput, type OwnText } from './data-input';
import { OwnResults } from './own-results';
import { ProblemList } from './problem-list';
import { TableFormatFields } from './table-format';
import { useAnalysis } from './use-analysis';

/** From text to result, all in the browser. What the reader has not chosen is recognised anew with every text. */
export function AnalyseWorkbench() {
  const t = useTranslations('analyse');
  const [source, setSource] = useState<OwnText>({ text: '', name: null });
  const [format, setFormat] = useState<Partial<TableFormat>>({});
  const [chosen, setChosen] = useState<Readonly<{ columns: string; choice: OwnChoice }> | null>(null);
  const [answers, setAnswers] = useState<Readonly<Record<string, StatusRoles>>>({});
  const [typedTimes, setTimes] = useState('');
  const text = useDeferredValue(source.text);
  const table = useMemo(() => (text.trim() === '' ? null : readTable(text, format)), [text, format]);
  const guessed = useMemo(() => (table === null ? null : guessChoice(table)), [table]);
  // A choice belongs to its columns: another table starts anew.
  const columns = table?.columns.join('\n') ?? '';
  const picked = chosen?.columns === columns ? chosen.choice : guessed;
  // What the reader said of a status holds for its column and values, also after another column was looked at.
  const signature = useMemo(
    () => (table === null ? '' : statusSignature(table, picked?.status ?? null)),
    [table, picked?.status],
  );
  const choice = useMemo(
    () => (picked === null ? null : { ...picked, roles: answers[signature] ?? {} }),
    [picked, answers, signature],
  );
  const choose = (next: OwnChoice): void => {
    setChosen({ columns, choice: next });
    if (next.status === choice?.status) setAnswers({ ...answers, [signature]: next.roles });
  };
  const restart = (next: OwnText): void => {
    setSource(next);
    if (next.name === source.name && next.text !== '') return;
    setFormat({});
    setChosen(null);
    setAnswers({});
    setTimes('');
  };
  const reformat = (change: Partial<TableFormat>): void => {
    setFormat({ ...format, ...change });
    setChosen(null);
  };
  const times = readTimes(typedTimes);
  return (
    <div className={classes.page}>
      <p className={classes.privacy}>{t('privacy')}</p>
      <section className={classes.step} aria-labelledby="own-data">
        <h2 id="own-data">{t('input.title')}</h2>
        <DataInput source={source} onChange={restart} />
        {table !== null && <TableFormatFields table={table} onChange={reformat} />}
      </section>
      {table !== null && choice !== null && (
        <>
          <section className={classes.step} aria-labelledby="own-columns">
            <h2 id="own-columns">{t('choice.title')}</h2>
            <ColumnChoice
              table={table}
              choice={choice}
              onChange={choose}
              times={typedTimes}
              timesWrong={times === null}
              onTimes={setTimes}
            />
          </section>
          <Outcome table={table} choice={choice} typedTimes={typedTimes} />
        </>
      )}
    </div>
  );
}

type OutcomeProps = Readonly<{ table: OwnTable; choice: OwnChoice; typedTimes: string }>;

/** What could not be read, and the analysis of what could. */
function Outcome({ table, choice, typedTimes }: OutcomeProps) {
  const [t, lookup] = [useTranslations('analyse'), useTranslations()];
  const locale = useLocale();
  const deferred = useDeferredValue(choice);
  const deferredTimes = useDeferredValue(typedTimes);
  const reading = useMemo(() => readObservations(table, deferred), [table, deferred]);
  const request = useMemo(() => {
    if (reading.observations === null) return null;
    const times = readTimes(deferredTimes);
    return {
      observations: reading.observations,
      unit: deferred.unit,
      times: times === null || times.length === 0 ? null : times,
    };
  }, [reading, deferred.unit, deferredTimes]);
  const { answer, pending } = useAnalysis(request);
  if (reading.observations === null)
    return (
      <p className={classes.refused} role="alert">
        {t(`refused.${reading.refused}`)}
      </p>
    );
  const groupColumn = deferred.group === null ? null : (table.columns[deferred.group] ?? null);
  return (
    <section className={classes.step} aria-labelledby="own-result">
      <h2 id="own-result">{t('result.section')}</h2>
      <ProblemList observations={reading.observations} />
      <p className={classes.status} role="status">
        {pending ? t('result.working') : ''}
      </p>
      {answer?.analysis === null && (
        <p className={classes.refused} role="alert">
          {t('refused.engine', { reason: answer.refused })}
        </p>
      )}
      {answer?.analysis != null && (
        <OwnResults
          analysis={answer.analysis}
          texts={ownTexts(answer.analysis, groupColumn, { locale, t: lookup })}
          pending={pending}
        />
      )}
    </section>
  );
}
