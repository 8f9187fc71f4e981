import type pg from 'pg';

type Person = Readonly<{ id: string; siteId: string }>;
type Column = Readonly<{ type: string; values: readonly unknown[] }>;
/** Rows of one table by name of column. */
type Columns = Readonly<Record<string, Column>>;
/** A course in days after the diagnosis. */
type Made = Readonly<{
  id: string;
  number: number;
  day: (after: number) => string;
  died: number | null;
  relapsed: number | null;
  last: number;
  remission: number | null;
}>;

/**
 * Writes made-up patients of one site: features, response, MRD, a treatment, perhaps a relapse and a death, visits. Each
 * course is in order (nothing before the diagnosis or after the death), so that every rule of the database holds.
 */
export async function writeManyPatients(
  owner: pg.Client,
  { id: viewer, siteId }: Person,
  count: number,
  next: () => number,
): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('SELECT gen_random_uuid() AS id FROM generate_series(1, $1)', [
    count,
  ]);
  const patients = rows.map(({ id }, number) => makeCourse(id, number, next));
  await owner.query('BEGIN');
  await owner.query("SELECT set_config('registry.viewer', $1, true)", [viewer]);
  const tables = { ...factsOf(patients, next), ...datesOf(patients) };
  for (const [table, columns] of Object.entries(tables)) {
    const entries = Object.entries(columns);
    const names = entries.map(([name]) => name).join(', ');
    const arrays = entries.map(([, { type }], place) => `$${place + 2}::${type}[]`).join(', ');
    await owner.query(
      `INSERT INTO ${table} (site_id, ${names}) SELECT $1::uuid, t.* FROM unnest(${arrays}) AS t(${names})`,
      [siteId, ...entries.map(([, { values }]) => values)],
    );
  }
  await owner.query('COMMIT');
}

function makeCourse(id: string, number: number, next: () => number): Made {
  const start = Date.UTC(2016, 0, 1) + Math.floor(next() * 2000) * 86_400_000;
  const died = next() < 0.25 ? 60 + Math.floor(next() * 900) : null;
  const relapsed = next() < 0.3 ? 50 + Math.floor(next() * 400) : null;
  const last = died ?? 40 + Math.floor(next() * 1500);
  return {
    id,
    number,
    day: (after) => new Date(start + after * 86_400_000).toISOString().slice(0, 10),
    died,
    relapsed: relapsed !== null && relapsed < last ? relapsed : null,
    last,
    remission: next() < 0.9 ? 33 : null,
  };
}

/** What each patient has one of. */
function factsOf(patients: readonly Made[], next: () => number): Record<string, Columns> {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const column = (type: string, of: (patient: Made) => unknown): Column => ({ type, values: patients.map(of) });
  return {
    patient: {
      id: column('uuid', ({ id }) => id),
      pseudonym: column('text', ({ number }) => `M-${number + 1}`),
      sex: column('text', () => pick(['female', 'male', null])),
      age_days: column('int', () => Math.floor(next() * 365)),
      diagnosis_date: column('date', ({ day }) => day(0)),
      protocol_slug: column('text', () => pick(['interfant-06', 'interfant-99', null])),
    },
    diagnosis_features: {
      patient_id: column('uuid', ({ id }) => id),
      kmt2a: column('text', ({ number }) => ['rearranged', 'germline', null][number % 3]),
      kmt2a_partner: column('text', ({ number }) => (number % 3 === 1 ? null : pick(['AFF1', null]))),
      cns: column('text', () => pick(['CNS1', 'CNS2', null])),
    },
    response: {
      patient_id: column('uuid', ({ id }) => id),
      remission_eoi: column('boolean', ({ remission }) => (remission === null ? null : true)),
      remission_date: column('date', ({ remission, day }) => (remission === null ? null : day(remission))),
    },
  };
}

/** What each patient has any number of. */
function datesOf(patients: readonly Made[]): Record<string, Columns> {
  type Entry = Readonly<{ after: number; said: Readonly<Record<string, string>> }>;
  const table = (date: string, entriesOf: (patient: Made) => readonly Entry[]): Columns => {
    const rows = patients.flatMap((patient) => entriesOf(patient).map((entry) => ({ ...entry, patient })));
    const names = Object.keys(rows[0]?.said ?? {});
    return {
      patient_id: { type: 'uuid', values: rows.map(({ patient }) => patient.id) },
      [date]: { type: 'date', values: rows.map(({ patient, after }) => patient.day(after)) },
      ...Object.fromEntries(names.map((name) => [name, { type: 'text', values: rows.map(({ said }) => said[name]) }])),
    };
  };
  const until = (days: readonly number[], last: number, said: Entry['said']): Entry[] =>
    days.filter((after) => after <= last).map((after) => ({ after, said }));
  return {
    mrd_measurement: table('date', ({ last }) => until([33, 90], last, { time_point: 'other', result: 'negative' })),
    treatment: table('start_date', () => [{ after: 1, said: { class: 'chemotherapy' } }]),
    clinical_event: table('date', ({ relapsed, died }) => [
      ...(relapsed === null ? [] : [{ after: relapsed, said: { kind: 'relapse' } }]),
      ...(died === null ? [] : [{ after: died, said: { kind: 'death' } }]),
    ]),
    follow_up: table('date', ({ last, died }) =>
      died === null ? until([100, last], last, { status: 'alive-with-disease' }) : [],
    ),
  };
}
