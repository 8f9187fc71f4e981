import type { PatientFilter, PatientRow } from '../filter';

/** What PostgreSQL is asked for, said once more in plain steps: the rows that a filter leaves, all pages, in its order. */
export function applyFilter(rows: readonly PatientRow[], filter: PatientFilter): PatientRow[] {
  const wanted = filter.q.toLowerCase();
  const left = rows.filter(
    (row) =>
      row.pseudonym.toLowerCase().includes(wanted) &&
      (filter.kmt2a === undefined || (row.course.kmt2a ?? 'unknown') === filter.kmt2a) &&
      (filter.protocol === undefined || row.protocolSlug === filter.protocol) &&
      (filter.partner === undefined || row.kmt2aPartner === filter.partner) &&
      (filter.event === undefined || row.course.events.some(({ kind }) => kind === filter.event)) &&
      (filter.year === undefined || Number(row.course.diagnosisDate.slice(0, 4)) === filter.year) &&
      (filter.risk === undefined || (row.check.riskGroup ?? 'none') === filter.risk) &&
      (filter.errors === undefined || errorsOf(row) === filter.errors) &&
      (filter.state === undefined || row.check.state === filter.state) &&
      hasStatus(row, filter.status),
  );
  const turn = filter.down ? -1 : 1;
  return left.sort(
    (a, b) =>
      turn * compare(a, b, filter.sort) ||
      byPseudonym.compare(a.pseudonym, b.pseudonym) ||
      byPseudonym.compare(a.id, b.id),
  );
}

function errorsOf({ check: { openErrors } }: PatientRow): PatientFilter['errors'] {
  if (openErrors === null) return 'unchecked';
  return openErrors > 0 ? 'open' : 'none';
}

const byPseudonym = new Intl.Collator('en', { numeric: true });

function hasStatus({ efs, os }: PatientRow, status: PatientFilter['status']): boolean {
  switch (status) {
    case undefined:
      return true;
    case 'event-free':
      return !efs.event;
    case 'event':
      return efs.event;
    case 'alive':
      return !os.event;
    case 'died':
      return os.event;
  }
}

function compare(a: PatientRow, b: PatientRow, sort: PatientFilter['sort']): number {
  switch (sort) {
    case 'pseudonym':
      return byPseudonym.compare(a.pseudonym, b.pseudonym);
    case 'diagnosis':
      return byPseudonym.compare(a.course.diagnosisDate, b.course.diagnosisDate);
    case 'age':
      return a.course.ageDays - b.course.ageDays;
    case 'efs':
      return a.efs.timeDays - b.efs.timeDays;
    case 'os':
      return a.os.timeDays - b.os.timeDays;
    case 'last-contact':
      return byPseudonym.compare(a.lastContact.date, b.lastContact.date);
  }
}
