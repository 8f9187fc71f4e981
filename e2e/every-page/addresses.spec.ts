import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  address,
  expect,
  LANGUAGES,
  signedInAs,
  testOfPages as test,
  texts,
  withoutScripts,
} from '../support/fixtures';

type Asked = Readonly<{
  /** title of the list of problems */
  title:
    | 'compare'
    | 'groups'
    | 'trials'
    | 'references'
    | 'ledger'
    | 'landscape'
    | 'disease'
    | 'patients'
    | 'patientQuality'
    | 'deck'
    | 'embed'
    | 'audit'
    | 'changes';
  path?: string;
  /** faults, and the parameter that each is named by */
  faults: readonly (readonly [query: string, parameter: string])[];
  /** what a form sends that was left alone, or a browser that has nothing to say */
  empty: string;
}>;

/** Every page by its folder below the language; a page without an entry here fails, one with a text reads no address. */
const PAGES: Readonly<Record<string, Asked | string>> = {
  '': 'reads no parameter',
  '[...rest]': 'is not found',
  account: 'reads no parameter',
  agreement: 'reads no parameter',
  analyse: 'reads no parameter',
  'analyse/figure': 'reads no parameter',
  api: 'reads no parameter',
  'curate/curves': 'reads no parameter',
  'curate/curves/read': 'reads no parameter',
  'curate/evidence': 'reads a study and a figure of it, for curators alone',
  'curate/reading': 'reads a study and a figure of it, for curators alone',
  'curate/study': 'reads a study, a part and an item of it, for curators alone',
  link: 'keeps the secret of a link behind #, where no server sees it',
  network: 'reads no parameter',
  people: 'reads no parameter',
  start: 'leads on to where the reader works',
  'data-quality': 'reads no parameter',
  'patients/[id]': 'reads no parameter',
  'patients/[id]/course': 'reads no parameter',
  'patients/[id]/edit': 'reads no parameter',
  'patients/[id]/risk': 'reads no parameter',
  'patients/worklist': 'reads no parameter',
  'patients/[id]/history': 'reads no parameter',
  'patients/[id]/merge/[other]': 'reads no parameter',
  'patients/bin': 'reads no parameter',
  'patients/import': 'reads no parameter',
  'patients/new': 'reads no parameter',
  'patients/queries': 'reads no parameter',
  protocol: 'reads no parameter',
  risk: 'keeps the facts of a patient behind #, where no server sees them',
  'risk/cohort': 'reads no parameter',
  'risk/report': 'keeps the facts of a patient behind #, where no server sees them',
  'risk/rules': 'reads no parameter',
  'risk/rules/[key]': 'reads no parameter',
  'sign-in': 'takes the page to return to, and another program’s address for none',
  'trials/[slug]': 'reads no parameter',
  audit: {
    title: 'audit',
    faults: [
      ['knd=read', 'knd'],
      ['kind=gone', 'kind'],
      ['from=2026-02-30', 'from'],
      ['person=anna', 'person'],
    ],
    empty: 'person=&patient=&kind=&from=&to=',
  },
  compare: {
    title: 'compare',
    faults: [
      ['pol=reml', 'pol'],
      ['endpoint=OS&endpoint=OS', 'endpoint'],
      ['display=1e3', 'display'],
      ['horizon=5,500', 'horizon'],
      ['zero=birth', 'zero'],
      [`site=${'x'.repeat(90)}`, 'site'],
    ],
    empty: 'endpoint=&from=&view=',
  },
  'compare/groups': {
    title: 'groups',
    faults: [
      ['bye=age', 'bye'],
      ['by=colour', 'by'],
      ['by=age&by=wbc', 'by'],
      ['from=19,99', 'from'],
      ['age=under-3-month', 'age'],
      ['mrd=end-of-induction', 'mrd'],
      ['protocol=interfant-60', 'protocol'],
      ['cns=CNS3,CNS4', 'cns'],
      ['risk=interfant-06-XR', 'risk'],
      ['trials=interfant-60', 'trials'],
      ['under=interfant-60', 'under'],
    ],
    empty: 'by=&from=&to=&site=&age=&mrd=&protocol=&trials=&saved=',
  },
  deck: {
    title: 'deck',
    faults: [
      ['figur=x', 'figur'],
      [`figure=endpoint%3DOS&title=${'x'.repeat(161)}`, 'title'],
    ],
    empty: 'figure=&title=',
  },
  discrepancies: {
    title: 'ledger',
    faults: [
      ['reson=x', 'reson'],
      ['q=a&q=b', 'q'],
      ['reason=x', 'reason'],
      [`q=${'x'.repeat(201)}`, 'q'],
    ],
    empty: 'q=&reason=&subject=',
  },
  changes: {
    title: 'changes',
    faults: [
      ['no=2019-01-01', 'no'],
      ['on=2019-02-30', 'on'],
      ['before=x', 'before'],
    ],
    empty: 'on=&endpoint=&before=',
  },
  disease: {
    title: 'disease',
    faults: [
      ['topik=x', 'topik'],
      ['topic=x', 'topic'],
    ],
    empty: 'topic=',
  },
  'embed/[kind]': {
    title: 'embed',
    path: 'embed/comparison',
    faults: [
      ['pol=reml', 'pol'],
      ['display=1e3', 'display'],
      ['view=table&view=table', 'view'],
    ],
    empty: 'endpoint=&from=',
  },
  landscape: {
    title: 'landscape',
    faults: [
      ['kin=x', 'kin'],
      ['kind=trial&kind=trial', 'kind'],
    ],
    empty: 'kind=&group=',
  },
  patients: {
    title: 'patients',
    faults: [
      ['years=2020', 'years'],
      ['year=2,020', 'year'],
      ['status=gone', 'status'],
      ['sort=age&sort=os', 'sort'],
      [`q=${'x'.repeat(21)}`, 'q'],
    ],
    empty: 'q=&kmt2a=&status=&year=',
  },
  'patients/quality': {
    title: 'patientQuality',
    faults: [
      ['rul=mrd-unit', 'rul'],
      ['rule=mrd-unti', 'rule'],
      ['page=1.5', 'page'],
    ],
    empty: 'rule=&page=',
  },
  references: {
    title: 'references',
    faults: [
      ['typ=x', 'typ'],
      ['trial=nobody', 'trial'],
      [`q=${'x'.repeat(201)}`, 'q'],
    ],
    empty: 'q=&trial=&sort=',
  },
  trials: {
    title: 'trials',
    faults: [
      ['satus=x', 'satus'],
      ['from=19,99', 'from'],
      ['page=1.5', 'page'],
      ['view=table&view=cards', 'view'],
      [`q=${'x'.repeat(201)}`, 'q'],
    ],
    empty: 'q=&from=&to=&sort=&status=',
  },
};

test('every page has its entry', () => {
  const folder = path.join(import.meta.dirname, '../../app/[locale]');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => (file === 'page.tsx' ? '' : path.dirname(file)));
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort());
});

for (const language of LANGUAGES) {
  for (const [name, asked] of Object.entries(PAGES)) {
    if (typeof asked === 'string') continue;
    test(`/${name} names every slip of its address and shows the rest (${language})`, async ({ page }) => {
      const t = texts(language);
      const title = asked.title === 'embed' ? t.exports.embed.refused : t[asked.title].problems;
      if (['patients', 'patients/quality', 'audit'].includes(name)) await signedInAs(page, 'data-manager');
      const at = address(language, `/${asked.path ?? name}`);
      const expectNamed = async (query: string, parameter: string): Promise<void> => {
        await page.goto(`${at}?${query}`);
        const alert = page.getByRole('alert').filter({ hasText: title });
        await expect(alert.getByRole('listitem')).toHaveCount(1);
        await expect(alert.getByRole('listitem')).toContainText(`${language === 'en' ? '“' : '«'}${parameter}`);
      };
      const [first, ...others] = asked.faults;
      if (first !== undefined) await expectNamed(...first);
      // The server says it, and what the page does when it comes to life is the same for all of them.
      await withoutScripts(page, async () => {
        for (const fault of others) await expectNamed(...fault);
      });
      await page.goto(`${at}?${asked.empty}`);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('alert').filter({ hasText: title })).toBeHidden();
    });
  }
}
