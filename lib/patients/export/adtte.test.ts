import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kaplanMeier } from '@/lib/survival/curves/kaplan-meier';
import { anyCourse, course, dayAfterDiagnosis } from '../testing/courses';
import { DEFAULT_DEFINITIONS, deriveObservation, ENDPOINTS } from '../timeline';
import { projectWords } from '../testing/project-words';
import { ADTTE_SCRIPT, adtteRows } from './adtte';
import { EXPORT_FILES } from './files';

const label = () => ({ en: '', ru: '' });

test('a relapse on day 200 and a death on day 300, with remission on day 30, by hand', () => {
  const rows = adtteRows([
    {
      siteCode: 'A',
      pseudonym: '007',
      course: course({
        remissionDate: dayAfterDiagnosis(30),
        events: [
          { id: 'r', date: dayAfterDiagnosis(200), kind: 'relapse' },
          { id: 'd', date: dayAfterDiagnosis(300), kind: 'death' },
        ],
      }),
    },
  ]);
  expect(rows.map(({ PARAMCD, AVAL, CNSR, EVNTDESC, CNSDTDSC }) => [PARAMCD, AVAL, CNSR, EVNTDESC, CNSDTDSC])).toEqual([
    ['EFS', 200, 0, 'RELAPSE', ''],
    ['OS', 300, 0, 'DEATH', ''],
    ['DFS', 170, 0, 'RELAPSE', ''],
    ['RFS', 170, 0, 'RELAPSE', ''],
  ]);
  expect(rows[0]).toMatchObject({ USUBJID: 'A-007', STARTDT: '2020-01-01', ADT: '2020-07-19', AVALU: 'DAYS' });
  expect(rows[2]).toMatchObject({ STARTDT: '2020-01-31' });
});

test('without remission there is no row of DFS and RFS, a last contact censors, and a date known to its month says so', () => {
  const rows = adtteRows([
    {
      siteCode: 'A',
      pseudonym: 'P',
      course: course({
        knownAliveDates: [{ date: '2020-05-15', record: 'follow-up' }],
        partialDates: [{ record: 'follow-up', date: '2020-05-15', from: '2020-05-01', to: '2020-05-31' }],
      }),
    },
  ]);
  expect(rows.map(({ PARAMCD }) => PARAMCD)).toEqual(['EFS', 'OS']);
  expect(rows[1]).toMatchObject({
    ...{ ADT: '2020-05-15', ADTF: 'D', STARTDTF: '', AVAL: 135, CNSR: 1 },
    ...{ EVNTDESC: 'CENSORED', CNSDTDSC: 'LAST KNOWN ALIVE: FOLLOW UP' },
  });
});

test.runIf(spawnSync('Rscript', ['-e', 'library(survival)']).status === 0)(
  'the R script reads the file and gives the curves of this program (needs R with survival)',
  async () => {
    const courses = fc.sample(anyCourse, { numRuns: 60, seed: 5 });
    const patients = courses.map((one, at) => ({ siteCode: 'A', pseudonym: `0${at}`, course: one }));
    const folder = mkdtempSync(path.join(tmpdir(), 'registry-adtte-'));
    try {
      const body = await EXPORT_FILES['adtte.csv']?.make(patients as never, label, projectWords);
      writeFileSync(path.join(folder, 'adtte.csv'), String(body));
      writeFileSync(path.join(folder, 'adtte.R'), ADTTE_SCRIPT);
      const { stdout, stderr, status } = spawnSync('Rscript', ['adtte.R'], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const [head, ...rows]: string[][] = parse(stdout);
      expect(head).toEqual(['PARAMCD', 'time', 'n.risk', 'n.event', 'n.censor', 'surv', 'lower', 'upper']);
      for (const endpoint of ENDPOINTS) {
        const observations = courses.flatMap((one) => deriveObservation(one, DEFAULT_DEFINITIONS[endpoint]) ?? []);
        const ours = kaplanMeier({
          time: observations.map(({ timeDays }) => timeDays),
          event: observations.map(({ event }) => Number(event)),
        });
        const theirs = rows.filter(([code]) => code === endpoint).map((row) => row.slice(1).map(Number));
        expect(theirs.length).toBeGreaterThan(5);
        for (const [time = NaN, atRisk = NaN, events = NaN, , survival = NaN] of theirs) {
          if (events === 0) continue;
          const at = ours.time.indexOf(time);
          expect([ours.atRisk[at], ours.events[at]], `${endpoint} at ${time}`).toEqual([atRisk, events]);
          expect(ours.survival[at], `${endpoint} at ${time}`).toBeCloseTo(survival, 12);
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
