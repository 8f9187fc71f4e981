'use client';

import { Button } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import { isDateColumn, meaningsOf, shownGroups, unitOf, type OwnChoice } from '@/lib/analysis/choice';
import type { StatusRole } from '@/lib/analysis/status';
import { formatLongDay } from '@/lib/i18n/format';
import { isoDay, readDate } from '@/lib/tables/dates';
import type { TableView } from '@/lib/tables/table';

/** In one line, what was taken for what, and the way to change it. */
export function TakenLine({ view, choice }: Readonly<{ view: TableView; choice: OwnChoice }>) {
  const t = useTranslations('analyse');
  const locale = useLocale();
  const { time, from, entry, status, group, unit, rows, shown } = choice;
  if (time === null || status === null) return null;
  const nameOf = (column: number | null): string => (column === null ? '' : (view.columns[column]?.name ?? ''));
  const meanings = meaningsOf(view, status, choice.roles) ?? [];
  const labels = (wanted: StatusRole): string =>
    meanings
      .flatMap(({ value, role }) =>
        role === wanted ? [value.label === '' ? t('choice.emptyValue') : value.label] : [],
      )
      .join(', ');
  const dated = isDateColumn(view, time);
  const shortYears = shortYearsOf(view, choice).map(({ cell, day }) =>
    t('taken.shortYears', { cell, date: formatLongDay(isoDay(day), locale) }),
  );
  const parts = [
    dated
      ? t('taken.dates', { from: nameOf(from), to: nameOf(time), unit: t(`unit.${unit}`) })
      : t(unitOf(view, time) === null ? 'taken.timeUnitAssumed' : 'taken.time', {
          column: nameOf(time),
          unit: t(`unit.${unit}`),
        }),
    ...(dated ? shortYears : []),
    ...(entry === null ? [] : [t('taken.entry', { column: nameOf(entry) })]),
    t('taken.status', { column: nameOf(status), event: labels('event'), censored: labels('censored') || '–' }),
    ...(labels('competing') === '' ? [] : [t('taken.competing', { values: labels('competing') })]),
    group === null ? t('taken.noGroup') : t('taken.group', { column: nameOf(group) }),
    ...(group === null || shown === null
      ? []
      : [
          t('taken.shown', {
            shown:
              shownGroups(view, choice)
                .map(({ name }) => name)
                .join(', ') || '–',
          }),
        ]),
    ...(rows === null || rows === 'all' ? [] : [t('taken.rows', { column: nameOf(rows.column), value: rows.value })]),
  ];
  return (
    <p className={classes.taken}>
      {parts.join('; ')}.{' '}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          const heading = document.getElementById('own-columns');
          heading?.scrollIntoView({ block: 'start' });
          heading?.focus();
        }}
      >
        {t('taken.change')}
      </Button>
    </p>
  );
}

/** A date of the file whose year has two digits, with the day that it is read as. */
function shortYearsOf(view: TableView, { from, time, entry, dateOrders }: OwnChoice): { cell: string; day: number }[] {
  const found = [from, time, entry]
    .map((at) => (at === null ? undefined : view.columns[at]))
    .find((column) => column?.dates?.shortYear != null);
  const cell = found?.dates?.shortYear;
  if (found === undefined || cell == null) return [];
  const day = readDate(cell, found.dates?.order ?? dateOrders[found.name] ?? 'day-first');
  return day === null ? [] : [{ cell, day }];
}
