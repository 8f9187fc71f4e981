import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { splitGenes } from '@/components/ui/genes';
import { bundleAction } from '@/lib/comparison/bundle/actions';
import { answerSlides } from '@/lib/figure/formats/slides-export.server';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { addCase, COURSE_TABLES } from '@/prisma/testing/cases';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

// A bundle has every time of every child. Who asks is the framework's to say; rights and data are the program's and the database's.
const request = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('next-auth', () => ({
  getServerSession: () => Promise.resolve(request.sessionId === null ? null : { sessionId: request.sessionId }),
}));
vi.mock('next/headers', () => ({
  headers: () =>
    Promise.resolve(new Headers(request.sessionId === null ? {} : { cookie: 'next-auth.session-token=sealed' })),
}));

const database = withEvidenceDatabase('https://registry.example');
const QUERIES = {
  groups: (site: string | null) => `endpoint=OS&population=r${site === null ? '' : `&site=${site}`}`,
  compare: (site: string | null) => `endpoint=OS&population=r&local=1${site === null ? '' : `&site=${site}`}`,
} as const;
type Page = keyof typeof QUERIES;
const PAGES: readonly Page[] = ['groups', 'compare'];
const tokens = new Map<string, string>();

/** Children with KMT2A rearrangement who were followed these days; the first had a relapse on the last of them, the second died then. */
async function addChildren(client: pg.Client, person: TestPerson, days: readonly number[]): Promise<void> {
  const { patient = '', diagnosis_features: features = '' } = COURSE_TABLES;
  for (const [i, day] of days.entries()) {
    const diagnosed = patient.replace("'2021-01-01'", "'2015-01-01'");
    const seen = `INSERT INTO follow_up (patient_id, site_id, date, status) VALUES ($1, $2, date '2015-01-01' + ${day}, 'alive-in-remission')`;
    const event = (kind: string): string =>
      `INSERT INTO clinical_event (patient_id, site_id, date, kind, relapse_sites) VALUES ($1, $2, date '2015-01-01' + ${day}, '${kind}', '{}')`;
    const kind = ['relapse', 'death'][i];
    await addCase(client, person, {
      diagnosed,
      features,
      ...(kind === 'death' ? {} : { seen }),
      ...(kind === undefined ? {} : { event: event(kind) }),
    });
  }
}

beforeAll(async () => {
  const managerA = await makePerson(database(), 'anna', 'data-manager', 'A');
  const managerB = await makePerson(database(), 'boris', 'data-manager', 'B');
  const researcher = await makePerson(database(), 'rita', 'researcher', 'A');
  const monitor = await makePerson(database(), 'mona', 'monitor', 'A');
  // Enters the patients of C, and sees curves alone of A.
  const both = await makePerson(database(), 'clara', 'data-manager', 'C');
  await database().owner.query("INSERT INTO membership (user_id, role, site_id) VALUES ($1, 'researcher', $2)", [
    both.id,
    managerA.siteId,
  ]);
  const client = new pg.Client({ connectionString: database().appUrl });
  await client.connect();
  await addChildren(client, managerA, [401, 502, 603, 704, 805, 906, 1007]);
  await addChildren(client, managerB, [411, 512, 613, 714, 815, 916]);
  await addChildren(client, both, [421, 522, 623, 724, 825, 926]);
  await client.end();
  for (const [who, person] of Object.entries({ managerA, managerB, researcher, monitor, both }))
    tokens.set(who, person.token());
});

async function ask(who: string | null, page: Page, site: string | null) {
  request.sessionId = who === null ? null : (tokens.get(who) ?? null);
  const form = new FormData();
  for (const [name, value] of Object.entries({ page, query: QUERIES[page](site), lang: 'en' })) form.set(name, value);
  return bundleAction(form);
}

async function given(): Promise<number> {
  const { rows } = await database().owner.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit_entry WHERE action = 'export'",
  );
  return rows[0]?.n ?? 0;
}

/** The days of follow-up in whatever table the bundle has them. */
async function daysFor(who: string, page: Page, site: string | null): Promise<number[]> {
  const answer = await ask(who, page, site);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal}`);
  const name = page === 'groups' ? 'patients.csv' : 'events.csv';
  const [, ...rows] = (answer.files.find((file) => file.name === name)?.text ?? '').trim().split('\n');
  return rows.map((row) => Number(row.split(',')[page === 'groups' ? 2 : 0]));
}

test.each(PAGES)(
  'of %s, who enters the patients gets those of the own site alone, and it is written down',
  async (page) => {
    const before = await given();
    expect(await daysFor('managerA', page, 'A')).toEqual([401, 502, 603, 704, 805, 906, 1007]);
    expect(await daysFor('managerB', page, null)).toEqual([411, 512, 613, 714, 815, 916]);
    expect(await daysFor('both', page, 'C')).toEqual([421, 522, 623, 724, 825, 926]);
    expect(await given()).toBe(before + 3);
  },
);

test.each(PAGES)('of %s, nobody else gets one, and nothing is written down', async (page) => {
  const before = await given();
  expect(await ask(null, page, 'A')).toEqual({ ok: false, refusal: 'sign-in-required' });
  for (const who of ['researcher', 'monitor'])
    expect(await ask(who, page, 'A'), who).toEqual({ ok: false, refusal: 'forbidden' });
  // Another site's cohort: to who enters patients elsewhere it is not there.
  expect(await ask('managerB', page, 'A')).toEqual({ ok: false, refusal: 'no-figure' });
  // Curves alone of A: neither A's nor both together.
  for (const site of ['A', null]) expect(await ask('both', page, site)).toEqual({ ok: false, refusal: 'no-figure' });
  expect(await given()).toBe(before);
});

/** The slides of the groups in a presentation, by their keys and titles. */
async function slidesFor(who: string | null): Promise<Response> {
  request.sessionId = who === null ? null : (tokens.get(who) ?? null);
  const asked = {
    kind: 'groups',
    query: 'endpoint=EFS&population=r&site=A',
    title: 'Ours',
    lang: 'en',
    ratio: '16x9',
    native: true,
  };
  return answerSlides(
    new Request('http://localhost/api/figures/slides', {
      method: 'POST',
      body: JSON.stringify({ ...asked, stage: null }),
    }),
    splitGenes,
  );
}

test('a presentation has the incidences of each kind of event beside the curves, each slide under a key of its own', async () => {
  const { slides } = (await (await slidesFor('managerA')).json()) as {
    slides: { key: string; title: { runs: { text: string }[] } }[];
  };
  const titles = slides.map(({ title }) => title.runs.map(({ text }) => text).join(''));
  expect(titles[0]).toBe('Ours');
  expect(titles).toEqual(
    expect.arrayContaining(['Cumulative incidence of relapse', 'Cumulative incidence of death before remission']),
  );
  expect(new Set(slides.map(({ key }) => key)).size).toBe(slides.length);
  for (const who of ['researcher', 'managerB', null]) expect((await slidesFor(who)).status, String(who)).toBe(400);
});
