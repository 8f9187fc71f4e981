'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import { isDateColumn, TIME_UNITS, unitOf, type OwnChoice } from '@/lib/analysis/choice';
import { columnPairs } from '@/lib/tables/column-pairs';
import { RowsQuestion } from '@/components/tables/rows-question';
import type { TableView } from '@/lib/tables/table';
import type { ChoiceProps } from './choice-props';
import { GroupOrder } from './group-order';
import { SignQuestions } from './sign-questions';
import { StatusRoleFields } from './status-roles';

type Props = ChoiceProps &
  Readonly<{
    /** times to read the curves at, as typed */
    times: string;
    timesWrong: boolean;
    onTimes: (times: string) => void;
  }>;

/** Which column is what, what each status means, and at which times the curves are read. */
export function ColumnChoice({ view, choice, onChange, times, timesWrong, onTimes }: Props) {
  const t = useTranslations('analyse');
  return (
    <div className={classes.step}>
      <PairQuestion view={view} choice={choice} onChange={onChange} />
      <div className={classes.fields}>
        <TimeColumns view={view} choice={choice} onChange={onChange} />
        <ColumnSelect
          view={view}
          label={t('choice.status')}
          column={choice.status}
          onChange={(status) => onChange(withPartner(view, { ...choice, status }))}
        />
        <ColumnSelect
          view={view}
          label={t('choice.group')}
          empty={t('choice.noGroup')}
          column={choice.group}
          onChange={(group) =>
            onChange({ ...choice, group, reference: null, order: null, shown: null, joinSpellings: false })
          }
        />
        <TextInput
          label={t('choice.times')}
          description={t('choice.timesHint')}
          value={times}
          onChange={({ currentTarget: { value } }) => onTimes(value)}
          error={timesWrong ? t('choice.timesWrong') : undefined}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <SignQuestions view={view} choice={choice} onChange={onChange} />
      <StatusRoleFields view={view} choice={choice} onChange={onChange} />
      {view.repeatedIds !== null && (
        <RowsQuestion
          repeated={view.repeatedIds}
          columns={view.columns}
          chosen={choice.rows}
          needed={choice.entry === null}
          onChange={(rows) => onChange({ ...choice, rows })}
        />
      )}
      <GroupOrder view={view} choice={choice} onChange={onChange} />
    </div>
  );
}

/** The follow-up: a time, or two dates; its unit; and from when on patients were under observation. */
function TimeColumns({ view, choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse');
  const dated = isDateColumn(view, choice.time);
  return (
    <>
      <ColumnSelect
        view={view}
        label={t(dated ? 'choice.to' : 'choice.time')}
        column={choice.time}
        onChange={(time) =>
          onChange(
            withPartner(view, {
              ...choice,
              time,
              from: isDateColumn(view, time) ? choice.from : null,
              unit: unitOf(view, time) ?? choice.unit,
            }),
          )
        }
      />
      {dated && (
        <ColumnSelect
          view={view}
          label={t('choice.from')}
          column={choice.from}
          onChange={(from) => onChange({ ...choice, from })}
        />
      )}
      <NativeSelect
        label={t('choice.unit')}
        data={TIME_UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
        value={choice.unit}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...choice, unit: TIME_UNITS.find((unit) => unit === value) ?? 'days' })
        }
      />
      <ColumnSelect
        view={view}
        label={t('choice.entry')}
        empty={t('choice.noEntry')}
        column={choice.entry}
        onChange={(entry) => onChange({ ...choice, entry })}
      />
    </>
  );
}

/** The other column of the only pair that what was chosen belongs to, where it is not chosen yet. */
function withPartner(view: TableView, choice: OwnChoice): OwnChoice {
  const { time, status } = choice;
  if ((time === null) === (status === null)) return choice;
  const fitting = columnPairs(view).pairs.filter((pair) => pair.time === time || pair.status === status);
  const [pair] = fitting;
  if (pair === undefined || fitting.length > 1) return choice;
  return { ...choice, ...pair, unit: unitOf(view, pair.time) ?? choice.unit };
}

type ColumnSelectProps = Readonly<{
  view: TableView;
  label: string;
  empty?: string;
  column: number | null;
  onChange: (column: number | null) => void;
}>;

function ColumnSelect({ view, label, empty, column, onChange }: ColumnSelectProps) {
  const t = useTranslations('analyse.choice');
  return (
    <NativeSelect
      label={label}
      data={[
        { value: '', label: empty ?? t('none') },
        ...view.columns.map(({ name }, i) => ({ value: String(i), label: name })),
      ]}
      value={column?.toString() ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
    />
  );
}

/** Several times with a status of their own: which is meant only the reader knows. */
function PairQuestion({ view, choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse.choice');
  const { pairs } = columnPairs(view);
  if (pairs.length < 2) return null;
  const nameOf = (column: number): string => view.columns[column]?.name ?? '';
  return (
    <fieldset className={classes.question}>
      <legend>{t('pairs', { count: pairs.length })}</legend>
      <div className={classes.row}>
        {pairs.map(({ time, status, entry }) => {
          const taken = choice.time === time && choice.status === status;
          return (
            <Button
              key={`${time}-${status}`}
              size="sm"
              variant={taken ? 'filled' : 'default'}
              aria-pressed={taken}
              onClick={() =>
                onChange({ ...choice, time, status, entry, from: null, unit: unitOf(view, time) ?? choice.unit })
              }
            >
              {t('pair', { time: nameOf(time), status: nameOf(status) })}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}
