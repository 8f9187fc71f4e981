import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, texts } from '../support/fixtures';
import { STRANGER } from '../support/people';

const WHO = ['visitor', 'researcher', 'data-manager', 'monitor', 'stranger', 'curator', 'administrator'] as const;
type Who = (typeof WHO)[number];

const t = texts('en');
/** What stands in a page that says that one's role does not open it. */
const NOTICE = {
  patients: t.patients.roleTitle,
  curate: t.curate.roleTitle,
  people: t.people.roleTitle,
  audit: t.audit.roleTitle,
} as const;

type Rule = Readonly<{
  address: string;
  /** who finds what is there; everybody where it is not said */
  opens?: readonly Who[];
  /** what the others who are signed in get: a page that says so, or the answer for what is not there */
  others?: keyof typeof NOTICE | 400 | 404;
  /** what a visitor gets instead */
  visitor?: 307 | 404;
  /** what takes more than reading */
  methods?: readonly string[];
}>;

const MANAGERS = ['data-manager', 'stranger'] as const;
const READERS = [...MANAGERS, 'monitor'] as const;
const patients = { opens: MANAGERS, others: 'patients', visitor: 307 } as const;
/** What a monitor reads, too. */
const toRead = { ...patients, opens: READERS } as const;
const ofPatientToRead = { opens: ['data-manager', 'monitor'], others: 'patients', visitor: 307 } as const;
const ofPatient = { opens: ['data-manager'], others: 'patients', visitor: 307 } as const;

/** Every page and route of `app`, by its folder: a new one without a rule fails. `PATIENT` is one of the demonstration's. */
const RULES: Readonly<Record<string, Rule | string>> = {
  '[locale]': { address: '/' },
  '[locale]/[...rest]': 'what is nowhere; the addresses of others fall to it',
  '[locale]/account': { address: '/account', opens: WHO.slice(1), visitor: 307 },
  '[locale]/agreement': { address: '/agreement' },
  '[locale]/analyse': { address: '/analyse' },
  '[locale]/analyse/figure': { address: '/analyse/figure' },
  '[locale]/api': { address: '/api' },
  '[locale]/audit': { address: '/audit', opens: [...READERS, 'administrator'], others: 'audit', visitor: 307 },
  '[locale]/changes': { address: '/changes?on=2019-01-01' },
  '[locale]/compare': { address: '/compare?local=1&site=DEMO' },
  '[locale]/compare/groups': { address: '/compare/groups?by=hsct' },
  '[locale]/curate/curves': { address: '/curate/curves', opens: ['curator'], others: 'curate', visitor: 307 },
  '[locale]/curate/curves/read': { address: '/curate/curves/read', opens: ['curator'], others: 'curate', visitor: 307 },
  '[locale]/curate/evidence': { address: '/curate/evidence', opens: ['curator'], others: 'curate', visitor: 307 },
  '[locale]/curate/reading': { address: '/curate/reading', opens: ['curator'], others: 'curate', visitor: 307 },
  '[locale]/curate/study': { address: '/curate/study', opens: ['curator'], others: 'curate', visitor: 307 },
  '[locale]/data-quality': { address: '/data-quality' },
  '[locale]/deck': { address: '/deck' },
  '[locale]/discrepancies': { address: '/discrepancies' },
  '[locale]/disease': { address: '/disease' },
  '[locale]/embed/[kind]': { address: '/embed/comparison' },
  '[locale]/landscape': { address: '/landscape' },
  '[locale]/link': { address: '/link' },
  '[locale]/patients': { address: '/patients', ...toRead },
  '[locale]/patients/[id]': { address: '/patients/PATIENT', ...ofPatientToRead },
  '[locale]/patients/[id]/course': { address: '/patients/PATIENT/course', ...ofPatient },
  '[locale]/patients/[id]/history': { address: '/patients/PATIENT/history', ...ofPatientToRead },
  '[locale]/patients/[id]/merge/[other]': 'takes two patients of one site; tested with the keeping of records',
  '[locale]/patients/[id]/risk': { address: '/patients/PATIENT/risk', ...ofPatientToRead },
  '[locale]/patients/worklist': { address: '/patients/worklist', ...patients },
  '[locale]/patients/[id]/edit': { address: '/patients/PATIENT/edit', ...ofPatient },
  '[locale]/patients/bin': { address: '/patients/bin', ...patients },
  '[locale]/patients/import': { address: '/patients/import', ...patients },
  '[locale]/patients/new': { address: '/patients/new', ...patients },
  '[locale]/patients/quality': { address: '/patients/quality', ...toRead },
  '[locale]/patients/queries': { address: '/patients/queries', ...toRead },
  '[locale]/network': { address: '/network', opens: WHO.slice(1), visitor: 307 },
  '[locale]/people': { address: '/people', opens: ['administrator'], others: 'people', visitor: 307 },
  '[locale]/references': { address: '/references' },
  '[locale]/protocol': { address: '/protocol' },
  '[locale]/risk': { address: '/risk' },
  '[locale]/risk/cohort': { address: '/risk/cohort' },
  '[locale]/risk/report': { address: '/risk/report' },
  '[locale]/risk/rules': { address: '/risk/rules' },
  '[locale]/risk/rules/[key]': { address: '/risk/rules/nowhere', opens: [], others: 404, visitor: 404 },
  '[locale]/sign-in': { address: '/sign-in' },
  '[locale]/start': 'leads on to a page of this list, whoever asks',
  '[locale]/trials': { address: '/trials' },
  '[locale]/trials/[slug]': { address: '/trials/interfant-06' },
  'api/access': { address: '/api/access' },
  'api/audit.csv': { address: '/api/audit.csv', opens: [...READERS, 'administrator'], others: 404, visitor: 404 },
  'api/auth/[...nextauth]': { address: '/api/auth/session' },
  'api/compare/figures': { address: '/api/compare/figures' },
  'api/figures/[file]': {
    address: '/api/figures/comparison.csv?local=1&site=DEMO',
    opens: ['visitor', 'researcher', 'data-manager', 'monitor'],
    others: 400,
  },
  'api/figures/slides': 'takes a list by POST and gives it back as slides; tested with the slides',
  'api/health': { address: '/api/health' },
  'api/patients/[id]/casebook.pdf': {
    address: '/api/patients/PATIENT/casebook.pdf',
    opens: ['data-manager'],
    others: 404,
    visitor: 404,
  },
  'api/patients/export/[file]': {
    address: '/api/patients/export/adtte.csv',
    opens: MANAGERS,
    others: 404,
    visitor: 404,
  },
  'api/patients/import/[step]': 'takes a file and its steps by POST; rights are tested with the import',
  'api/patients/list.csv': { address: '/api/patients/list.csv', opens: MANAGERS, others: 404, visitor: 404 },
  'api/patients/list.xlsx': { address: '/api/patients/list.xlsx', opens: MANAGERS, others: 404, visitor: 404 },
  'api/references/export': { address: '/api/references/export?format=ris' },
  'api/trials/list.csv': { address: '/api/trials/list.csv' },
  'api/trials/list.json': { address: '/api/trials/list.json' },
  'api/v1/[...rest]': { address: '/api/v1/nowhere', opens: [], others: 404, visitor: 404 },
  'api/v1/baseline': { address: '/api/v1/baseline' },
  'api/v1/curves': { address: '/api/v1/curves' },
  'api/v1/discrepancies': { address: '/api/v1/discrepancies' },
  'api/v1/disease': { address: '/api/v1/disease' },
  'api/v1/estimates': { address: '/api/v1/estimates' },
  'api/v1/openapi.json': { address: '/api/v1/openapi.json' },
  'api/v1/references': { address: '/api/v1/references' },
  'api/v1/references/[id]': { address: '/api/v1/references/pieters-2019' },
  'api/v1/risk/classify': 'takes facts by POST and keeps nothing; tested with the API',
  'api/v1/risk/rule-sets': { address: '/api/v1/risk/rule-sets' },
  'api/v1/trials': { address: '/api/v1/trials' },
  'api/v1/trials/[slug]': { address: '/api/v1/trials/interfant-06' },
};

const app = path.join(import.meta.dirname, '..', '..', 'app');
const folders = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/u.test(file))
  .map((file) => path.dirname(file));
const rules = Object.values(RULES).filter((rule) => typeof rule !== 'string');
let patientId = '';
let pseudonyms: string[] = [];

type Asker = Readonly<{
  ask: (at: string, init?: RequestInit) => Promise<Response>;
  /** sends a form of the sign-in library, which wants its token */
  send: (at: string, form: Readonly<Record<string, string>>) => Promise<Response>;
  /** another with the cookies of now */
  copy: () => Asker;
}>;

/** Asks for addresses with the cookies that it was given, as a program does: what is compared is what the server sends. */
function makeAsker(origin: string, given: ReadonlyMap<string, string> = new Map()): Asker {
  const cookies = new Map(given);
  const ask = async (at: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(at, origin), {
      ...init,
      redirect: 'manual',
      // Packing what stays on this machine costs more than the page.
      headers: { ...(cookie === '' ? {} : { cookie }), 'accept-encoding': 'identity' },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === '' || /;\s*max-age=0/iu.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const send: Asker['send'] = async (at, form) => {
    const { csrfToken } = (await (await ask('/api/auth/csrf')).json()) as { csrfToken: string };
    return ask(at, { method: 'POST', body: new URLSearchParams({ ...form, csrfToken, json: 'true' }) });
  };
  return { ask, send, copy: () => makeAsker(origin, cookies) };
}

const people = new Map<Who, Asker>();

async function signedIn(origin: string, email: string, password: string): Promise<Asker> {
  const asker = makeAsker(origin);
  expect((await asker.send('/api/auth/callback/credentials', { email, password })).status, email).toBe(200);
  return asker;
}

function demoPassword(): string {
  const file = path.join(process.env['E2E_DATA_DIR'] ?? '.data-e2e', 'secrets.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { demoPassword: string }).demoPassword;
}

test.beforeAll(async ({ baseURL: origin }) => {
  const baseURL = origin ?? '';
  for (const who of WHO)
    people.set(
      who,
      who === 'visitor'
        ? makeAsker(baseURL)
        : who === 'stranger'
          ? await signedIn(baseURL, STRANGER.email, STRANGER.password)
          : await signedIn(baseURL, `${who}@demo.example`, demoPassword()),
    );
  const list = await (await people.get('data-manager')?.ask('/patients'))?.text();
  const links = [...(list ?? '').matchAll(/href="\/patients\/([\da-f-]{36})"[^>]*>([^<]+)</gu)];
  patientId = links[0]?.[1] ?? '';
  pseudonyms = links.map(([, , name]) => name ?? '');
  expect(pseudonyms.length).toBeGreaterThan(10);
});

test('every page and route has a rule', () => {
  expect(Object.keys(RULES).sort()).toEqual([...new Set(folders)].sort());
});

for (const who of WHO) {
  test(`what ${who} finds at every address, in both languages`, async () => {
    const asker = people.get(who);
    for (const { address, opens = WHO, others, visitor } of rules) {
      const at = address.replace('PATIENT', patientId);
      for (const prefix of at.startsWith('/api/') ? [''] : ['', '/ru']) {
        const where = `${who} ${prefix}${at}`;
        const answer = await asker?.ask(`${prefix}${at === '/' && prefix !== '' ? '' : at}`);
        const text = (await answer?.text()) ?? '';
        const open = opens.includes(who);
        const refused = who === 'visitor' ? visitor : typeof others === 'number' ? others : 200;
        // A patient of another site is one that does not exist.
        const strange = who === 'stranger' && at.includes(patientId);
        expect(answer?.status, where).toBe(open ? 200 : strange ? 404 : refused);
        if (!open && !strange && refused === 200 && typeof others === 'string' && prefix === '')
          expect(text, where).toContain(NOTICE[others]);
        if (who !== 'data-manager' && who !== 'monitor') {
          const asked = at.includes(patientId) ? text.replaceAll(patientId, '') : text;
          expect(
            [patientId, ...pseudonyms].filter((mark) => asked.includes(mark)),
            where,
          ).toEqual([]);
        }
      }
    }
  });
}

test('no address takes another method, whoever asks', async () => {
  for (const who of ['visitor', 'data-manager', 'administrator'] as const) {
    for (const { address, methods = [] } of rules) {
      const at = address.replace('PATIENT', patientId);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.includes(one))) {
        const answer = await people.get(who)?.ask(at, { method });
        await answer?.arrayBuffer();
        expect(answer?.status, `${who} ${method} ${at}`).toBeGreaterThanOrEqual(400);
        expect(answer?.status, `${who} ${method} ${at}`).toBeLessThan(500);
      }
    }
  }
});

test('a copied cookie is dead after signing out, and asking whether one may stay keeps no session alive', async ({
  baseURL,
}) => {
  const own = await signedIn(baseURL ?? '', 'researcher@demo.example', demoPassword());
  const copy = own.copy();
  expect(await (await copy.ask('/api/access')).text()).not.toBe('-');
  await own.send('/api/auth/signout', {});
  expect(await (await copy.ask('/api/access')).text()).toBe('-');
});
