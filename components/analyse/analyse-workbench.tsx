'use client';

import { Button } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { TableFormatFields } from '@/components/tables/format';
import { TableRefused } from '@/components/tables/refused';
import { readTimes } from '@/lib/analysis/axis';
import { guessChoice, statusSignature, type OwnChoice } from '@/lib/analysis/choice';
import type { Refusal } from '@/lib/analysis/column-problems';
import type { OwnAnswer } from '@/lib/analysis/request';
import { ownTexts } from '@/lib/analysis/texts';
import type { FormatChoice } from '@/lib/tables/read-text';
import type { TableView } from '@/lib/tables/table';
import classes from './analyse.module.css';
import { ColumnChoice } from './choice/column-choice';
import { TakenLine } from './choice/taken-line';
import { DataInput, type OwnSource } from './data-input';
import { OwnResults } from './own/results';
import { ProblemList } from './problem-list';
import { useOwnTable, type OwnProgress } from './own/use-own-table';

/** From a table to its result, all in the browser. What the reader has not chosen is recognised anew with every table. */
export function AnalyseWorkbench() {
  const t = useTranslations('analyse');
  const [own, setOwn] = useState<OwnSource | null>(null);
  const [format, setFormat] = useState<FormatChoice>({});
  const [tables, setTables] = useState(0);
  const { opened, answered, pending, open, ask, close } = useOwnTable();
  const deferred = useDeferredValue(own);
  useEffect(() => {
    if (deferred === null || (deferred.source.kind === 'text' && deferred.source.text.trim() === '')) close();
    else open(deferred.source, format);
  }, [deferred, format, open, close]);
  const restart = (next: OwnSource | null): void => {
    setOwn(next);
    // Typing goes on with the same table; anything else is another one.
    if (next?.source.kind === 'text' && own?.source.kind === 'text' && next.name === own.name) return;
    setFormat({});
    setTables(tables + 1);
  };
  const { view, refusal, progress } = opened;
  return (
    <div className={classes.page}>
      <p className={classes.privacy}>{t('privacy')}</p>
      <section className={classes.step} aria-labelledby="own-data">
        <h2 id="own-data">{t('input.title')}</h2>
        <DataInput own={own} onChange={restart} />
        <OpeningProgress progress={progress} onStop={() => restart(null)} />
        {refusal !== null && <TableRefused refusal={refusal} className={classes.refused} />}
        {view !== null && <TableFormatFields view={view} onChange={(change) => setFormat({ ...format, ...change })} />}
      </section>
      {view !== null && (
        <Choosing key={`${tables} ${view.columns.map(({ name }) => name).join('\n')}`} view={view} ask={ask}>
          {(choice) => (
            <Outcome
              view={view}
              choice={choice}
              answer={answered?.answer ?? null}
              pending={pending}
              onStop={() => restart(null)}
            />
          )}
        </Choosing>
      )}
    </div>
  );
}

function OpeningProgress({ progress, onStop }: Readonly<{ progress: OwnProgress | null; onStop: () => void }>) {
  const t = useTranslations('analyse.input');
  const share = progress === null || progress.of === 0 ? null : Math.round((100 * progress.done) / progress.of);
  return (
    <div className={classes.row}>
      <p className={classes.status} role="status">
        {progress === null ? '' : share === null ? t('reading') : t('readingShare', { share })}
      </p>
      {progress !== null && (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t('stop')}
        </Button>
      )}
    </div>
  );
}

type ChoosingProps = Readonly<{
  view: TableView;
  ask: ReturnType<typeof useOwnTable>['ask'];
  children: (choice: OwnChoice) => React.ReactNode;
}>;

/** What the reader has said of a status. */
type Answers = Pick<OwnChoice, 'roles' | 'eventNames'>;
const NO_ANSWERS: Answers = { roles: {}, eventNames: {} };

/** What the columns mean. A choice belongs to its columns: a table of other columns starts anew. */
function Choosing({ view, ask, children }: ChoosingProps) {
  const t = useTranslations('analyse');
  const [chosen, setChosen] = useState<OwnChoice | null>(null);
  const [answers, setAnswers] = useState<Readonly<Record<string, Answers>>>({});
  const [typedTimes, setTimes] = useState('');
  const guessed = useMemo(() => guessChoice(view), [view]);
  const picked = chosen ?? guessed;
  // What the reader said of a status holds for its column and values, also after another column was looked at.
  const signature = useMemo(() => statusSignature(view, picked.status), [view, picked.status]);
  const choice = useMemo(() => ({ ...picked, ...(answers[signature] ?? NO_ANSWERS) }), [picked, answers, signature]);
  const choose = (next: OwnChoice): void => {
    setChosen(next);
    if (next.status === choice.status) {
      const { roles, eventNames } = next;
      setAnswers({ ...answers, [signature]: { roles, eventNames } });
    }
  };
  const deferredTimes = useDeferredValue(typedTimes);
  const times = readTimes(typedTimes);
  useEffect(() => {
    const read = readTimes(deferredTimes);
    ask({ choice, times: read === null || read.length === 0 ? null : read });
  }, [view, choice, deferredTimes, ask]);
  return (
    <>
      <section className={classes.step} aria-labelledby="own-columns">
        <h2 id="own-columns" tabIndex={-1}>
          {t('choice.title')}
        </h2>
        <ColumnChoice
          view={view}
          choice={choice}
          onChange={choose}
          times={typedTimes}
          timesWrong={times === null}
          onTimes={setTimes}
        />
      </section>
      {children(choice)}
    </>
  );
}

type OutcomeProps = Readonly<{
  view: TableView;
  choice: OwnChoice;
  answer: OwnAnswer | null;
  pending: boolean;
  onStop: () => void;
}>;

/** What was taken for what, what could not be read, and the analysis of what could. */
function Outcome({ view, choice, answer, pending, onStop }: OutcomeProps) {
  const [t, lookup] = [useTranslations('analyse'), useTranslations()];
  const locale = useLocale();
  const groupColumn = choice.group === null ? null : (view.columns[choice.group]?.name ?? null);
  return (
    <section className={classes.step} aria-labelledby="own-result">
      <h2 id="own-result">{t('result.section')}</h2>
      <TakenLine view={view} choice={choice} />
      <div className={classes.row}>
        <p className={classes.status} role="status">
          {pending ? t('result.working') : ''}
        </p>
        {pending && (
          <Button size="compact-sm" variant="default" onClick={onStop}>
            {t('input.stop')}
          </Button>
        )}
      </div>
      {answer?.refused != null && !pending && <Refused refusal={answer.refused} />}
      {answer?.reading != null && <ProblemList reading={answer.reading} />}
      {answer?.engine != null && (
        <p className={classes.refused} role="alert">
          {t('refused.engine', { reason: answer.engine })}
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

function Refused({ refusal }: Readonly<{ refusal: Refusal }>) {
  const t = useTranslations('analyse.refused');
  const text = (): string => {
    if ('examples' in refusal)
      return t(refusal.code, { column: refusal.column, examples: refusal.examples.join('; ') });
    return 'line' in refusal ? t(refusal.code, { line: String(refusal.line), id: refusal.id }) : t(refusal.code);
  };
  return (
    <p className={classes.refused} role="alert">
      {text()}
    </p>
  );
}
