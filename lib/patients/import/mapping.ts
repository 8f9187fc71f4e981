import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import { PATIENT_FIELDS, readTarget, RECORD_FIELDS, STORED_RECORD, targetKey } from './fields';
import { fieldOfLabel } from './words/form-labels';
import { plainHeader } from './words/plain-header';

/** Other names of a patient's fields, as centres write them. */
const PATIENT_NAMES: Readonly<Partial<Record<keyof typeof PATIENT_FIELDS, readonly string[]>>> = {
  pseudonym: [
    'patient',
    'patient id',
    'id',
    'study id',
    ...['subject', 'subject id', 'pt', 'pt id', 'pid', 'case id', 'пациент', 'id пациента', 'номер пациента'],
    'upn',
    'код',
    'код пациента',
    'псевдоним',
    'шифр',
  ],
  site: ['site code', 'centre', 'center', 'hospital', 'центр', 'код центра', 'клиника'],
  sex: ['gender', 'пол', 'm f', 'f m', 'м ж', 'ж м'],
  ageDays: [
    ...[
      'age',
      'age at diagnosis',
      'age at dx',
      'dx age',
      'возраст',
      'возраст при диагнозе',
      'возраст на момент диагноза',
    ],
    ...['age at dx d', 'age at dx days', 'возраст при диагнозе дни'],
    'age d',
    'age in days',
    'age at diagnosis days',
    'возраст дни',
    'возраст в днях',
    'возраст дней',
    'возраст сут',
  ],
  ageMonths: [
    ...['age m', 'age in months', 'age mo', 'age at diagnosis months', 'age at dx m', 'age at dx months'],
    ...['возраст мес', 'возраст месяцы', 'возраст в месяцах', 'возраст при диагнозе мес'],
  ],
  diagnosisDate: [
    ...['date of diagnosis', 'diagnosis', 'dx', 'dx date', 'date of dx'],
    ...[
      'дата диагноза',
      'дата постановки диагноза',
      'дата установления диагноза',
      'дата верификации диагноза',
      'дата ds',
    ],
  ],
  protocolSlug: ['protocol', 'trial', 'study', 'протокол'],
  protocolArm: ['arm', 'stratum', 'рука', 'ветвь'],
  protocolArmDate: [
    ...[
      'date of allocation',
      'allocation date',
      'date of randomisation',
      'date of randomization',
      'randomisation date',
    ],
    ...['дата распределения', 'дата рандомизации'],
  ],
  transplanted: ['hsct', 'sct', 'bmt', 'тгск'],
  note: ['comment', 'comments', 'notes', 'примечание', 'комментарий'],
  kmt2a: ['mll', 'kmt2a status', 'mll status', 'kmt2a r', 'перестройка kmt2a', 'перестройка mll'],
  kmt2aPartner: ['partner', 'fusion partner', 'mll partner', 'партнер', 'ген партнер'],
  rearrangement: ['translocation', 'fusion', 'транслокация', 'химерный ген'],
  wbc: [
    ...['white cells', 'leukocytes', 'wcc', 'wbc at diagnosis', 'wbc at dx'],
    ...['лейкоциты', 'лейкоцитоз', 'лейкоциты при диагнозе', 'инициальный лейкоцитоз'],
  ],
  cns: ['cns status', 'cns involvement', 'цнс', 'статус цнс', 'цнс статус', 'поражение цнс'],
  immunophenotype: ['phenotype', 'иммунофенотип'],
  testicular: ['testes', 'яички', 'поражение яичек'],
  lineage: ['линейность'],
  karyotype: ['iscn', 'кариотип'],
  congenital: ['врожденный'],
  downSyndrome: ['down', 'синдром дауна'],
  day8Blasts: ['blasts day 8', 'blasts d8', 'бласты день 8', 'бласты 8 день'],
  prednisoneResponse: ['prednisone', 'pred response', 'ответ на преднизолон'],
  remissionEoi: ['cr', 'cr eoi', 'remission', 'ремиссия', 'ремиссия к концу индукции', 'ремиссия на 33 день'],
  remissionDate: [
    ...['date of remission', 'cr date', 'cr1 date', 'date of cr', 'date of cr1'],
    ...['дата ремиссии', 'дата достижения ремиссии', 'дата полной ремиссии'],
  ],
};
const RECORD_NAMES: readonly (readonly [kind: RecordKind, slot: string, words: RegExp])[] = [
  ['mrd', '', /^(?:mrd|моб|мрб)$/u],
  ['transplant', '', /^(?:hsct|sct|bmt|transplant|transplantation|тгск|тксм)$/u],
  ['event', 'relapse', /^(?:relapse|рецидива?|relapsed)$/u],
  ['event', 'death', /^(?:death|died|смерт[иь])$/u],
  ['event', 'second-malignancy', /^(?:smn|second malignancy|вторая опухоль|второй опухоли)$/u],
  ['event', 'induction-failure', /^(?:induction failure|неудача индукции|неудачи индукции)$/u],
  [
    'follow-up',
    'last',
    /^(?:follow up|followup|last contact|last follow up|last fu|last seen|last visit|контакта?|последний контакт|последнего контакта|последнее наблюдение|последнего наблюдения|последний визит|последнего визита)$/u,
  ],
];
/** Other names of a record's fields, after the word for the record. */
const FIELD_NAMES: Readonly<Record<string, readonly string[]>> = {
  date: ['date', 'дата', 'on'],
  timePoint: ['time point', 'tp', 'timepoint', 'точка'],
  method: ['method', 'метод'],
  result: ['result', 'результат'],
  valuePercent: [
    'value',
    'value percent',
    'percent',
    '%',
    'value %',
    'level',
    'level %',
    'значение',
    'значение %',
    'уровень',
    'уровень %',
  ],
  sensitivityPercent: ['sensitivity', 'чувствительность'],
  donor: ['donor', 'донор'],
  conditioning: ['conditioning', 'кондиционирование'],
  remission: ['remission', 'ремиссия'],
  relapseSites: ['site', 'sites', 'location', 'локализация'],
  cycle: ['цикл', 'номер цикла'],
  lineage: ['линейность', 'линейность при рецидиве'],
  deathCause: ['cause', 'причина'],
  status: ['status', 'статус'],
};
/** Names of columns that may hold what says who a child is: such a file is not kept. */
const WHO = [
  /(?:first|last|full|given|family|middle)? ?names?|surname|initials|фио|ф и(?: о)?|фамилия|имя|отчество|инициалы/u,
  /dob|d o b|date (?:of )?birth|birth ?date|birth ?day|дата рожд(?:ения)?|д рожд(?:ения)?|д р|др|день рождения/u,
  /mrn|hospital (?:number|no|id)|(?:medical )?record number|история болезни|(?:номер )?(?:истории болезни|и б|иб|медкарты|карты)(?: номер)?/u,
  /снилс|инн|полис|паспорт|passport|ssn|nhs (?:number|no)|national id|address|phone|mobile|e ?mail|адрес|телефон|почта|postcode|zip code/u,
];
/** Whose it is said to be, before or after it: `name of the child`, `ФИО матери`. */
const OF_WHOM =
  '(?:s |of (?:the )?)?(?:child|patient|infant|baby|mother|father|parent|ребенка|пациента|пациентки|больного|больной|матери|мамы|отца|родителей|родителя)s?';
const IDENTIFYING = new RegExp(
  `^(?:${OF_WHOM} (?:s )?)?(?:${WHO.map(({ source }) => `(?:${source})`).join('|')})(?: ${OF_WHOM})?$`,
  'u',
);

/** The columns that may hold a name, a birth date or a number of a hospital. */
export function identifyingColumns(names: readonly string[]): string[] {
  return names.filter((name) => IDENTIFYING.test(plainHeader(name)));
}

/** What the sheets of one site call the fields of patients and of records, as it is compared. */
export type WordsOfFields = Readonly<Partial<Record<SheetRows, ReadonlyMap<string, string>>>>;

/**
 * Where each column goes: as it went last time, as the field is called, as centres call it, as this one does; null where
 * nothing says. `cells` tells of a column what its cells are, where its name says only of what they are.
 */
export function proposeTargets(
  names: readonly string[],
  remembered: Readonly<Record<string, string | null>>,
  rows: SheetRows,
  ofSite: WordsOfFields = {},
  cells: (at: number) => CellsAre = () => null,
): (string | null)[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const header = plainHeader(name);
    const place = rememberedAs(header, rows);
    const known = Object.hasOwn(remembered, place) ? remembered[place] : undefined;
    const bare = plainHeader(name.replace(CODES_IN_BRACKETS, ''));
    const called = bare === '' || bare === header ? [header] : [header, bare];
    const first = (find: (one: string) => string | null): string | null =>
      called.reduce<string | null>((found, one) => found ?? find(one), null);
    // A column that was left out may have got its word since.
    const target =
      known ??
      (known === null ? null : first((one) => bareTarget(one, cells(at)) ?? proposed(one, rows))) ??
      first((one) => ownTarget(one, rows, ofSite));
    if (target === null || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

/** Under which name a site's answer for a column is kept: `date` of a sheet of samples is not `date` of a sheet of events. */
export function rememberedAs(header: string, rows: SheetRows): string {
  return (rows === 'patient' ? header : `${rows}/${header}`).slice(0, 200);
}

export type SheetRows = RecordKind | 'patient';

/** What the rows of a sheet are, by its name: records of one kind, or patients; null where the name says nothing. */
export function rowsOfSheet(sheet: string): SheetRows | null {
  const plain = plainHeader(sheet).replaceAll(' ', '-');
  return (['patient', ...RECORD_KINDS] as const).find((kind) => kind === plain || `${kind}s` === plain) ?? null;
}

const NAMES_OF_ROWS = ['site', 'pseudonym'] as const;

/** Where a column goes by the words of its site. */
function ownTarget(header: string, rows: SheetRows, ofSite: WordsOfFields): string | null {
  const named = (of: SheetRows, slot: string | null): string | null => {
    const field = ofSite[of]?.get(header);
    return field === undefined ? null : targetKey({ of, slot, field });
  };
  const own = rows === 'patient' ? null : named(rows, '');
  const target = own ?? named('patient', null) ?? wideTarget(header, ofSite);
  // A field that is no more has no column.
  return target === null || readTarget(target) === null ? null : target;
}

/** How white cells are counted, after their name: per litre, or per microlitre, of which it is asked. */
const UNIT =
  / (?:(?:x ?)?10 ?e?9 ?[lл]|10 ?(?:3|6) ?(?:[uμ] ?l|мкл)|g ?l|г л|(?:per|в) [lл]|(?:тыс )?(?:(?:per|в) (?:1 )?)?(?:[uμ] ?l|мкл)|%)$/u;

/** What its cells may say, behind the name of a column: `(m/f)`, `(0=no, 1=yes)`, `(да/нет)`. */
const CODES_IN_BRACKETS = /\s*[([][^()[\]]*[/=|][^()[\]]*[)\]]\s*$/u;

/** How a day is to be typed, after the name of its column; the cells themselves show it. */
const FORM_OF_DAY = / (?:(?:dd mm|mm dd) yy(?:yy)?|yyyy mm dd|дд мм гг(?:гг)?|гггг мм дд)$/u;

/** Where a column of a sheet goes by the words that hold for every site. */
export function proposed(called: string, rows: SheetRows): string | null {
  const header = called.replace(FORM_OF_DAY, '');
  // In a sheet of events `site` says whose patient it is, as in every sheet, and not where the relapse was.
  const names = rows === 'patient' ? undefined : NAMES_OF_ROWS.find((field) => field === header);
  if (names !== undefined) return targetKey({ of: 'patient', slot: null, field: names });
  if (rows !== 'patient' && header === STORED_RECORD) return `${rows}#.${STORED_RECORD}`;
  const own =
    rows === 'patient' ? null : (fieldOf(header, Object.keys(RECORD_FIELDS[rows])) ?? fieldOfLabel(header, rows));
  if (own !== null) return `${rows}#.${own}`;
  const withoutUnit = header.replace(UNIT, '');
  for (const field of Object.keys(PATIENT_FIELDS) as (keyof typeof PATIENT_FIELDS)[])
    if ([plainHeader(field), ...(PATIENT_NAMES[field] ?? [])].some((one) => one === header || one === withoutUnit))
      return targetKey({ of: 'patient', slot: null, field });
  const asked = fieldOfLabel(header, 'patient') ?? fieldOfLabel(withoutUnit, 'patient');
  if (asked !== null) return targetKey({ of: 'patient', slot: null, field: asked });
  return wideTarget(header) ?? loneTarget(header);
}

/** What a sheet of patients calls how the child is at the last contact. */
const STATUSES: readonly string[] = [
  ...['status', 'vital status', 'patient status', 'survival status', 'alive', 'alive dead', 'dead alive'],
  ...['статус', 'статус пациента', 'жизненный статус', 'жив', 'жив умер', 'исход'],
];

/** A field that records of one kind alone have, without a word for the record: `donor`; the last contact, which is a day, and how the child was then. */
function loneTarget(header: string): string | null {
  const field = fieldOf(header, ['donor', 'conditioning']);
  if (field !== null) return targetKey({ of: 'transplant', slot: '1', field });
  if (STATUSES.includes(header)) return targetKey({ of: 'follow-up', slot: 'last', field: 'status' });
  const last = RECORD_NAMES.some(([kind, , words]) => kind === 'follow-up' && words.test(header));
  return last ? targetKey({ of: 'follow-up', slot: 'last', field: 'date' }) : null;
}

/** `mrd1 date`, `date of relapse`, `hsct donor`, `дата тгск`: the words for the record, its number, the field. */
function wideTarget(header: string, ofSite: WordsOfFields = {}): string | null {
  const words = apart(header);
  const number = words.find((word) => /^\d{1,2}$/u.test(word));
  const rest = words.filter((word) => word !== number);
  for (let size = Math.min(3, rest.length); size > 0; size -= 1)
    for (let at = 0; at + size <= rest.length; at += 1) {
      const name = rest.slice(at, at + size).join(' ');
      const found = RECORD_NAMES.find(([, , pattern]) => pattern.test(name));
      if (found === undefined) continue;
      const [kind, slot] = found;
      const field = fieldOf(
        [...rest.slice(0, at), ...rest.slice(at + size)].join(' '),
        Object.keys(RECORD_FIELDS[kind]),
        ofSite[kind],
      );
      if (field !== null) return targetKey({ of: kind, slot: `${slot}${number ?? (slot === '' ? '1' : '')}`, field });
    }
  return null;
}

/** What the cells of a column are, all of them but those that say nothing. */
export type CellsAre = 'dates' | 'amounts' | 'results' | null;

/** Fields that say whether there was something, and where the day goes that stands there instead. */
const DAY_OF: Readonly<Record<string, string>> = {
  transplanted: 'transplant#1.date',
  remissionEoi: 'patient.remissionDate',
};

/** `MRD1`, `relapse`, `ТГСК`: a name that says of what its cells are, which themselves say what they are of it. */
function bareTarget(header: string, cells: CellsAre): string | null {
  if (cells === null) return null;
  const [, name = '', number] = /^(.*?) ?(\d{1,2})?$/u.exec(header) ?? [];
  const [kind, slot] = RECORD_NAMES.find(([, , words]) => words.test(name)) ?? [];
  if (cells === 'dates' && number === undefined) {
    const field = Object.keys(DAY_OF).find((one) =>
      PATIENT_NAMES[one as keyof typeof PATIENT_FIELDS]?.includes(header),
    );
    if (field !== undefined) return DAY_OF[field] ?? null;
  }
  if (kind === undefined || slot === undefined) return null;
  const place = `${slot}${number ?? (slot === '' ? '1' : '')}`;
  if (cells === 'dates') return targetKey({ of: kind, slot: place, field: 'date' });
  if (kind !== 'mrd') return null;
  return targetKey({ of: kind, slot: place, field: cells === 'amounts' ? 'valuePercent' : 'result' });
}

/** The words of a header, a number by itself. */
function apart(header: string): string[] {
  return header
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .split(' ')
    .filter((word) => word !== 'of');
}

function fieldOf(
  words: string,
  fields: readonly string[],
  ofSite: ReadonlyMap<string, string> = new Map(),
): string | null {
  const known = fields.find((field) => plainHeader(field) === words || FIELD_NAMES[field]?.includes(words) === true);
  return known ?? [...ofSite].find(([plain]) => plain === words || apart(plain).join(' ') === words)?.[1] ?? null;
}
