import JSZip from 'jszip';
import { beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { db } from '@/lib/db.server';
import { FIGURE_KINDS } from '@/lib/figure/kinds/all-kinds.server';
import type { FigureDocument } from '@/lib/figure/model/document';
import { USUAL_OPTIONS, type FigureFormat, type FileOptions } from '@/lib/figure/model/formats';
import { WRITERS } from '@/lib/figure/formats/writers.server';
import { splitGenes } from '@/components/ui/genes';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { findCohort } from '@/lib/patients/rules/findings.server';
import { deriveObservation } from '@/lib/patients/timeline';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { openSession, tokenOf } from '@/prisma/testing/sessions';
import { ensureDemo } from '@/seed/demo';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

// What a researcher may not learn may not change any file: the days of deaths within their month, and how long the last
// few were followed after the end of the guarded curve. Both are changed here, and every file must stay as it was.

const database = withEvidenceDatabase('https://registry.example');
const FILES: readonly (readonly [FigureFormat, Partial<FileOptions>])[] = [
  ['csv', {}],
  ['json', {}],
  ['xlsx', {}],
  ['svg', {}],
  ['png', { pixels: '2' }],
  ['pdf', {}],
  ['pptx', { native: '0' }],
  ['pptx', { native: '1' }],
];
const OS = 'endpoint=OS&population=r&local=1&display=20';

let researcher: Viewer;
let manager: Viewer;
beforeAll(async () => {
  await ensureDemo(database().ownerUrl, 'only-for-this-test-run');
  [researcher, manager] = [await viewerOf('researcher'), await viewerOf('data-manager')];
});

async function viewerOf(role: 'researcher' | 'data-manager'): Promise<Viewer> {
  const { owner } = database();
  const { rows } = await owner.query<{ id: string; site_id: string }>(
    'SELECT u.id, m.site_id FROM app_user u JOIN membership m ON m.user_id = u.id WHERE u.email = $1',
    [`${role}@demo.example`],
  );
  const [{ id, site_id: siteId } = { id: '', site_id: '' }] = rows;
  const site = { role, siteId, siteCode: 'DEMO', siteName: 'Demo', madeUp: true };
  await openSession(owner, id);
  return { id, displayName: role, globalRoles: [], sites: [site], lacksSecondFactor: false, token: tokenOf(id) };
}

async function documentFor(viewer: Viewer): Promise<FigureDocument> {
  const answer = await FIGURE_KINDS.get('comparison')?.({
    query: new URLSearchParams(OS),
    viewer,
    locale: 'en',
    t: await messageLookup('en'),
    split: splitGenes,
    today: '2026-07-02',
    site: 'https://registry.example',
  });
  if (answer === undefined || !answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  expect(answer.local).toBe(true);
  return answer.document;
}

/** The figure in every format, as text without what changes from one making to the next; a packed file is unpacked. */
async function filesFor(viewer: Viewer): Promise<string[]> {
  const document = await documentFor(viewer);
  const texts: string[] = [];
  for (const [format, options] of FILES) {
    const { body } = await WRITERS[format](document, { ...USUAL_OPTIONS, ...options }, splitGenes);
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    const packed = format === 'xlsx' || format === 'pptx';
    texts.push(packed ? await unpacked(bytes) : withoutMaking(Buffer.from(bytes).toString('latin1')));
  }
  return texts;
}

async function unpacked(bytes: Uint8Array): Promise<string> {
  const files = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
  const parts = await Promise.all(
    files.map(async (file) => {
      const content = await file.async('uint8array');
      const inner = file.name.endsWith('.xlsx') ? await unpacked(content) : Buffer.from(content).toString('latin1');
      return withoutMaking(`${file.name}\n${inner}`);
    }),
  );
  return parts.sort().join('\n');
}

const withoutMaking = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, 'DATE')
    .replaceAll(/\(D:\d{14}Z\)/gu, 'DATE')
    .replaceAll(/\/ID \[[^\]]*\]/gu, 'ID')
    // The writer of presentations numbers its charts through the life of the program.
    .replaceAll(/(chart|Worksheet)\d+/gu, '$1');

const month = (days: number): number => Math.round((12 * days) / 365.25);

/** Moves deaths by a day within their month, and the last visit of the last four, whom the guarded curve does not reach, by a week. */
async function changeWhatIsHidden(): Promise<{ deaths: number; followed: number }> {
  const { courses } = await findCohort(manager, {}, { database: db() });
  const { definition } = localDefinition('OS', []);
  const seen = courses
    .filter(({ kmt2a }) => kmt2a === 'rearranged')
    .flatMap((course) => {
      const observation = deriveObservation(course, definition);
      return observation === null ? [] : [{ id: course.patientId, ...observation }];
    })
    .sort((a, b) => b.timeDays - a.timeDays);
  const { owner } = database();
  // The owner of the tables is bound by the rules of sites, too, but for this test's own copy.
  for (const table of ['clinical_event', 'follow_up', 'patient'])
    await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  const changed = { deaths: 0, followed: 0 };
  const deaths = seen.filter(
    ({ event, timeDays }) => event && timeDays > 60 && month(timeDays) === month(timeDays + 1),
  );
  for (const { id } of deaths) {
    const later = "UPDATE clinical_event SET date = date + 1 WHERE patient_id = $1 AND kind = 'death'";
    changed.deaths += (await owner.query(later, [id])).rowCount ?? 0;
  }
  // The fifth from the end is the last exit before which five are at risk; who goes on longer is hidden.
  const followed = seen.slice(0, 4).filter(({ event, timeDays }) => !event && timeDays > (seen[4]?.timeDays ?? 0) + 40);
  for (const { id } of followed) {
    const last = '(SELECT max(date) FROM follow_up WHERE patient_id = $1)';
    const earlier = `UPDATE follow_up SET date = date - 7 WHERE patient_id = $1 AND date = ${last}`;
    changed.followed += (await owner.query(earlier, [id])).rowCount ?? 0;
  }
  return changed;
}

test('no file of a researcher changes with what a researcher may not learn', async () => {
  const before = await filesFor(researcher);
  // Two makings of the same figure are the same, or the comparison below says nothing.
  expect((await filesFor(researcher)).map((file, i) => file === before[i])).toEqual(FILES.map(() => true));
  const exact = await filesFor(manager);

  const changed = await changeWhatIsHidden();
  expect(changed.deaths).toBeGreaterThan(3);
  expect(changed.followed).toBeGreaterThan(0);

  const after = await filesFor(researcher);
  expect(FILES.filter((_, i) => after[i] !== before[i]).map(([format]) => format)).toEqual([]);
  // Who enters the patients sees the change in every file.
  const exactAfter = await filesFor(manager);
  expect(FILES.filter((_, i) => exactAfter[i] === exact[i]).map(([format]) => format)).toEqual([]);
});
