import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { classify } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { SLIP_QUESTIONS, unitSlips } from '@/lib/risk/numbers/unit-slips';
import { parseFacts, type FactProblem } from '@/lib/risk/validate';
import { factProblemText } from './fact-problem-text';
import type { RequestError } from '../problem';
import type { Refusal } from '../refusal';
import { MOST_PATIENTS, type ClassifyAnswer, type ClassifyForm, type WarnedAnswer } from './risk-answers';
import { shortAnswer } from './short-answer';

type Id = string | number;
type Checked = { id: Id; facts: Facts };
/** A problem and where it is; the words are found once the reader's language is known. */
type Located = (lookup: MessageLookup) => RequestError;

const LONGEST_ID = 100;

/** Classifies the one patient or the many that a body holds, or says everything that is wrong with it. One is answered in the long form. */
export function classifyBody(
  body: unknown,
  form: ClassifyForm = 'short',
): { answer: ClassifyAnswer } | { refusal: Refusal } {
  if (!isObject(body)) return refused('bodyNotAnObject');
  const strangers = Object.keys(body).filter((name) => name !== 'facts' && name !== 'patients');
  if (strangers.length > 0)
    return refused(
      'unknownNames',
      strangers.map((name) => stranger(name, `/${name}`, ['facts', 'patients'])),
      { names: strangers.slice(0, 20).join(', ') },
    );
  const [one, many] = [Object.hasOwn(body, 'facts'), Object.hasOwn(body, 'patients')];
  if (one && many) return refused('bothFactsAndPatients');
  if (!one && !many) return refused('neitherFactsNorPatients');
  return one ? classifyOne(body['facts']) : classifyMany(body['patients'], form);
}

function classifyOne(facts: unknown): ReturnType<typeof classifyBody> {
  const parsed = parseFacts(facts);
  if (parsed.ok) return { answer: warnedAnswer(parsed.facts) };
  return refused(
    'facts',
    parsed.problems.map((problem) => factError(problem, '/facts', {})),
    { errors: parsed.problems.length },
  );
}

/** The facts are classified as they are given; what looks like another unit is asked about beside the answer. */
function warnedAnswer(facts: Facts): WarnedAnswer {
  const warnings = unitSlips(facts).map(({ fact, slip, value, instead }) => ({
    fact,
    code: slip,
    value,
    instead,
    message: SLIP_QUESTIONS[slip],
  }));
  return { ...classify(facts), warnings };
}

function classifyMany(patients: unknown, form: ClassifyForm): ReturnType<typeof classifyBody> {
  if (!Array.isArray(patients)) return refused('patientsNotAList');
  if (patients.length > MOST_PATIENTS)
    return refused('tooManyPatients', undefined, { given: patients.length, most: MOST_PATIENTS });
  const checked: Checked[] = [];
  const problems: Located[] = [];
  patients.forEach((patient: unknown, position) => {
    const found = checkPatient(patient, position);
    if ('problems' in found) problems.push(...found.problems);
    else checked.push(found);
  });
  if (problems.length > 0) return refused('facts', problems, { errors: problems.length });
  const answers = checked.map(({ id, facts }) => ({ id, ...warnedAnswer(facts) }));
  return { answer: form === 'short' ? shortAnswer(answers) : { patients: answers } };
}

function checkPatient(patient: unknown, position: number): Checked | { problems: Located[] } {
  const place = `/patients/${position}`;
  if (!isObject(patient))
    return {
      problems: [
        (lookup) => ({
          code: 'wrong-type',
          patient: position,
          pointer: place,
          detail: lookup('apiPage.patient.notAnObject', { position }),
        }),
      ],
    };
  const id = isId(patient['id']) ? patient['id'] : null;
  const about = { patient: position, id };
  const problems: Located[] = Object.keys(patient)
    .filter((name) => name !== 'id' && name !== 'facts')
    .map((name) => stranger(name, `${place}/${escapePointer(name)}`, ['id', 'facts'], about));
  if (id === null)
    problems.push((lookup) => ({
      code: Object.hasOwn(patient, 'id') ? 'not-valid' : 'missing',
      ...about,
      pointer: `${place}/id`,
      detail: lookup('apiPage.patient.id', { position, longest: LONGEST_ID }),
    }));
  const parsed = parseFacts(patient['facts']);
  if (!parsed.ok) problems.push(...parsed.problems.map((problem) => factError(problem, `${place}/facts`, about)));
  return parsed.ok && id !== null && problems.length === 0 ? { id, facts: parsed.facts } : { problems };
}

function factError(
  { fact, problem, allowed, range }: FactProblem,
  place: string,
  about: Pick<RequestError, 'patient' | 'id'>,
): Located {
  return (lookup) => ({
    code: problem,
    ...about,
    fact,
    pointer: fact === null ? place : `${place}/${escapePointer(fact)}`,
    detail: factProblemText({ fact, problem, allowed, range }, lookup),
    ...(allowed === null ? {} : { allowed: [...allowed] }),
    ...(range === null ? {} : { range }),
  });
}

function stranger(
  name: string,
  pointer: string,
  allowed: string[],
  about: Pick<RequestError, 'patient' | 'id'> = {},
): Located {
  return (lookup) => ({
    code: 'unknown-name',
    ...about,
    pointer,
    detail: lookup('apiPage.patient.unknownName', { name, allowed: allowed.join(', ') }),
    allowed,
  });
}

function refused(
  key: Refusal['key'],
  problems?: readonly Located[],
  values: Record<string, string | number> = {},
): { refusal: Refusal } {
  return {
    refusal: {
      status: 400,
      key,
      values,
      ...(problems === undefined ? {} : { errors: (lookup) => problems.map((located) => located(lookup)) }),
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is Id {
  return typeof value === 'number' || (typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID);
}

/** RFC 6901, section 3. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
