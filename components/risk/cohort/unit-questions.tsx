'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { unitKey, type UnitAnswer, type UnitAnswers, type UnitQuestion } from '@/lib/risk-cohort/unit-questions';
import classes from './cohort.module.css';

/** As many rows are asked about one by one; the buttons answer for all. */
const MOST_NAMED = 100;

type Props = Readonly<{ questions: readonly UnitQuestion[]; onAnswer: (answers: UnitAnswers) => void }>;

/** Numbers that look like another unit, row by row. A row stays out of the groups until its question is answered. */
export function UnitQuestions({ questions, onAnswer }: Props) {
  const t = useTranslations('riskCohort.unitQuestion');
  if (questions.length === 0) return null;
  const open = questions.filter(({ answer }) => answer === null).length;
  const answerAll = (answer: UnitAnswer): void =>
    onAnswer(
      Object.fromEntries(
        questions.map((question) => [unitKey(question), question.instead === null ? 'as-written' : answer]),
      ),
    );
  return (
    <div className={classes.problems} role="status">
      <h3>{t('title', { count: questions.length })}</h3>
      <p>{open === 0 ? t('settled') : t('waiting', { count: open })}</p>
      {questions.length > 1 && (
        <div className={classes.row}>
          <Button size="compact-sm" variant="default" onClick={() => answerAll('other-unit')}>
            {t('allOther')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => answerAll('as-written')}>
            {t('allAsWritten')}
          </Button>
        </div>
      )}
      <ul tabIndex={0} aria-label={t('list')}>
        {questions.slice(0, MOST_NAMED).map((question) => (
          <Question key={unitKey(question)} question={question} onAnswer={onAnswer} />
        ))}
        {questions.length > MOST_NAMED && <li>{t('more', { count: questions.length - MOST_NAMED })}</li>}
      </ul>
    </div>
  );
}

function Question({ question, onAnswer }: Readonly<{ question: UnitQuestion }> & Pick<Props, 'onAnswer'>) {
  const [t, slips] = [useTranslations('riskCohort.unitQuestion'), useTranslations('riskCohort.unitQuestion.slip')];
  const words = useRiskWords();
  const { line, id, fact, slip, value, instead, answer } = question;
  const written = words.factValue(fact, value);
  const other = instead === null ? '' : words.factValue(fact, instead);
  return (
    <li>
      <NativeSelect
        size="xs"
        label={t('row', { line: String(line), id: id ?? '', question: slips(slip, { value: written }) })}
        value={answer ?? ''}
        data={[
          ...(answer === null ? [{ value: '', label: t('choose') }] : []),
          ...(instead === null ? [] : [{ value: 'other-unit', label: t('otherUnit', { value: other }) }]),
          { value: 'as-written', label: t('asWritten', { value: written }) },
        ]}
        onChange={({ currentTarget: { value: chosen } }) => {
          if (chosen === 'other-unit' || chosen === 'as-written') onAnswer({ [unitKey(question)]: chosen });
        }}
      />
    </li>
  );
}
