/** What the name of a column says it is for. `stem` is what is left of it: columns of one endpoint share it. */
export type NameMeaning = Readonly<{
  kind: 'time' | 'status' | 'start' | 'end' | 'date' | 'id' | 'group' | 'other';
  stem: string;
  endpoint: Endpoint | null;
}>;

/** Endpoints that names of columns abbreviate or spell out. */
export const ENDPOINTS = ['os', 'efs', 'dfs', 'rfs', 'pfs', 'css', 'ttp', 'ffs', 'mfs'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

const ENDPOINT_WORDS: Readonly<Record<Endpoint, RegExp>> = {
  os: /^(os|ов|overall|death|dead|died|deceased|mortality|vital|alive|living|смерть|смерти|умер|умерла|жив|жива|общая|общей|летальный)$/u,
  efs: /^(efs|бсв|eventfree|бессобытийная|бессобытийной)$/u,
  dfs: /^(dfs|dfi|бзв|diseasefree|безболезненная)$/u,
  rfs: /^(rfs|rfi|брв|recfs|relapse|relapsed|recurrence|recurred|recur|rec|recurrent|рецидив|рецидива|безрецидивная|безрецидивной)$/u,
  pfs: /^(pfs|pfi|вбп|progression|progressed|прогрессирование|прогрессирования)$/u,
  css: /^(css|dss|cancerspecific|diseasespecific)$/u,
  ttp: /^(ttp)$/u,
  ffs: /^(ffs|failure|неудача)$/u,
  mfs: /^(mfs|dmfs|metastasis|metastases)$/u,
};
const TIME_WORDS =
  /^(time|times|tte|aval|duration|durn|days?|weeks?|wks?|months?|mo|mths?|years?|yrs?|survival|surv|survtime|survivaltime|followup|follow|fu|fup|fut|futime|interval|t|время|времени|срок|дн|дни|дней|сут|сутки|нед|недел[ьия]|мес|месяц|месяцы|месяцев|лет|годы|года|год|выживаемость|выживаемости|наблюдени[яе]|длительность|продолжительность)$/u;
const STATUS_WORDS =
  /^(status|stat|fustat|event|events|ev|cens|censor|censored|censoring|cnsr|censind|indicator|ind|flag|delta|outcome|fail|failed|vital|state|статус|событие|события|исход|исходы|ценз|цензурирован|цензурирование|состояние|индикатор)$/u;
const OUTCOMES =
  /^(death|dead|died|deceased|alive|living|relapse|relapsed|recurrence|recurred|recur|progression|progressed|failure|смерть|умер|умерла|жив|жива|рецидив|прогрессирование|неудача)$/u;
const START_WORDS =
  /^(start|started|begin|beginning|entry|enter|entered|entrance|tstart|startday|starttime|time1|tin|truncation|начало|начала|вход|входа|включение|включения)$/u;
const END_WORDS =
  /^(stop|stopped|end|ended|exit|tstop|tend|endtime|time2|tout|конец|конца|выход|выхода|окончание|окончания)$/u;
const DATE_WORDS = /^(date|dates|dt|dat|дата|даты)$/u;
const ID_WORDS =
  /^(id|ids|usubjid|subjid|subject|subjects|patient|patients|patientid|patid|pat|pid|case|caseid|record|recordid|participant|subjectid|mrn|upn|uid|uuid|guid|pt|ptid|ptno|pts|person|personid|individual|barcode|submitter|pseudonym|pseudonyms|код|пациент|пациента|пациенты|шифр|больной|больного|псевдоним|уин)$/u;
const GROUP_WORDS =
  /^(group|groups|grp|arm|arms|actarm|trt|trt01p|trt01a|trtp|trta|treat|treatment|tx|rx|therapy|cohort|stratum|strata|regimen|randomi[sz]ed|группа|группы|ветвь|ветви|лечение|терапия|когорта|протокол)$/u;
const WEAK_GROUP_WORDS = /^(risk|stage|grade|sex|gender|kmt2a|mll|риск|риска|стадия|степень|пол)$/u;
/** What may be stuck to a time or a status without a sign between: `dtime`, `pstat`, `osdays`, `efsevent`. */
const STUCK_TIME = /^(?:(\p{L}{1,5})(?:time|days|months|years|weeks|surv)|t(os|efs|dfs|rfs|pfs))$/u;
const STUCK_STATUS =
  /^(?:(\p{L}{1,5})(?:stat|status|event|cens|censor|ind)|[sedc](os|efs|dfs|rfs|pfs)|[sd](death|relapse))$/u;
/** Beside the word event these name its time; beside survival or follow-up a status stays one. */
const PLAIN_TIME_WORDS =
  /^(time|times|tte|days?|weeks?|months?|years?|yrs?|mo|t|время|времени|срок|дни|дней|мес|месяцы|месяцев|лет|годы)$/u;
const EVENT_WORDS = /^(event|events|cens|censor|censored|censoring|событие|события)$/u;
const UNIT_WORDS = /^(avalu|units?|timeunits?|единиц[аы]|ед|изм|измерения)$/u;
/** Words that say nothing about the endpoint. */
const EMPTY_WORDS =
  /^(to|of|or|and|the|from|since|until|at|in|is|was|last|first|free|x|s|e|d|fl|yn|num|no|code|value|var|от|до|с|и|или|при|на|последнего|последний)$/u;

/** Words of studies and of beginnings, after which a column is still the follow-up or the status of no other thing. */
const NEUTRAL_WORDS =
  /^(study|trial|total|overall|whole|actual|known|observed|observation|obs|clinical|final|current|registry|diagnosis|dx|randomi[sz]ation|enrol?ment|registration|inclusion|treatment|therapy|исследовани[яе]|общее|общий|последнее|текущий|текущее|диагноза|установления|момента|постановки|рандомизации|регистрации|лечения|терапии)$/u;
const FREQUENCY_WORDS =
  /^(freq|freqs|frequency|frequencies|count|counts|weight|weights|wt|wgt|wts|caseweight|caseweights|ipw|iptw|n|частота|частоты|количество|число|вес|веса)$/u;
/** Words that may stand beside those of a frequency: what is counted or weighted is whole patients. */
const COUNTED_WORDS =
  /^(of|no|num|number|total|case|cases|patient|patients|pts|subject|subjects|person|persons|children|infants|obs|observation|observations|row|rows|sampling|inverse|probability|пациентов|больных|детей|случаев|наблюдений|человек|строк|лиц)$/u;

/** Whether nothing is left of a name but words after which it is still of any endpoint. */
export function isNeutralStem(stem: string): boolean {
  return stem.split(' ').every((word) => word === '' || NEUTRAL_WORDS.test(word));
}

/** Whether a column seems to say for how many patients a row stands, or with which weight. */
export function isFrequencyName(name: string): boolean {
  const words = wordsOf(name);
  const counts = (word: string): boolean => FREQUENCY_WORDS.test(word) || /^(num|number)$/u.test(word);
  return words.some(counts) && words.every((word) => counts(word) || COUNTED_WORDS.test(word));
}

/** A code with what it stands for: `status (0 = alive, 1 = dead)`. */
const LEGEND = /\d+\s*[=:]\s*[^\d,;()|/]*/gu;

/** Reads the name of a column. */
export function nameMeaning(name: string): NameMeaning {
  const words = wordsOf(name);
  const endpoint = words.map(endpointOf).find((found) => found !== null) ?? null;
  const stuckTime = words.map((word) => STUCK_TIME.exec(word)).find((found) => found !== null);
  const stuckStatus = words.map((word) => STUCK_STATUS.exec(word)).find((found) => found !== null);
  const stuck = stuckTime ?? stuckStatus;
  const stuckStem = stuck?.slice(1).find((part) => part !== undefined) ?? null;
  const stem = [
    ...wordsOf(name.replace(LEGEND, ' ')).filter(
      (word) =>
        STUCK_TIME.exec(word) === null &&
        STUCK_STATUS.exec(word) === null &&
        ![TIME_WORDS, STATUS_WORDS, START_WORDS, END_WORDS, DATE_WORDS, EMPTY_WORDS].some((known) => known.test(word)),
    ),
    ...(stuckStem === null || TIME_WORDS.test(stuckStem) ? [] : [stuckStem]),
  ].join(' ');
  const has = (known: RegExp): boolean => words.some((word) => known.test(word));
  return {
    stem,
    endpoint: endpoint ?? endpointOf(stuckStem ?? ''),
    kind: kindOf(has, stuckTime != null, stuckStatus != null, endpoint !== null),
  };
}

function kindOf(
  has: (known: RegExp) => boolean,
  stuckTime: boolean,
  stuckStatus: boolean,
  endpoint: boolean,
): NameMeaning['kind'] {
  if (has(DATE_WORDS)) return 'date';
  if (has(START_WORDS)) return 'start';
  if (has(END_WORDS)) return 'end';
  if (has(EVENT_WORDS) && has(PLAIN_TIME_WORDS)) return 'time';
  if (has(STATUS_WORDS) || stuckStatus) return 'status';
  if (has(TIME_WORDS) || stuckTime) return 'time';
  if (has(OUTCOMES) || endpoint) return 'status';
  if (has(ID_WORDS)) return 'id';
  return has(GROUP_WORDS) || has(WEAK_GROUP_WORDS) ? 'group' : 'other';
}

/** Groups that were formed by treatment before those of any other trait. */
export function isTreatmentName(name: string): boolean {
  return wordsOf(name).some((word) => GROUP_WORDS.test(word));
}

/** Whether a name says nothing but that the column tells patients apart. */
export function isIdName(name: string): boolean {
  if (/истори[ия] болезни/iu.test(name)) return true;
  const words = wordsOf(name);
  return (
    words.some((word) => ID_WORDS.test(word)) &&
    words.every(
      (word) => ID_WORDS.test(word) || /^(no|nr|number|num|code|study|unique|bcr|номер|исследования|n)$/u.test(word),
    )
  );
}

/** Whether a column says in which unit the times beside it are: AVALU, `time unit`, `ед. изм.`; not those of another quantity. */
export function isUnitName(name: string): boolean {
  const words = wordsOf(name);
  const others = words.filter((word) => !UNIT_WORDS.test(word));
  return others.length < words.length && others.every((word) => TIME_WORDS.test(word) || endpointOf(word) !== null);
}

/** Which end of a follow-up a column of dates gives; null where its name does not say. */
export function dateSide(name: string): 'from' | 'to' | null {
  const text = wordsOf(name).join(' ');
  if (/birth|born|рожд/u.test(text)) return null;
  if (
    /diagn|\bdx\b|start|begin|randomi|enrol|registr|entry|inclu|baseline|surgery|transplant|диагн|начал|включ|рандом|регистр|операц|трансплант/u.test(
      text,
    )
  )
    return 'from';
  return /last|follow|contact|death|died|event|end|stop|exit|cens|status|relaps|progress|последн|контакт|смерт|событ|наблюд|оконч|конец|рецид/u.test(
    text,
  )
    ? 'to'
    : null;
}

/** `OS.time`, `osTime`, `OS_TIME (months)` are the words os, time, months. */
export function wordsOf(name: string): string[] {
  return (
    name
      // Names that repeat are told apart by the place of the column.
      .replace(/ ?#\d+$/u, '')
      // What Stata's stset calls the end, the event and the beginning of an observation.
      .replace(/^_(t0|t|d)$/u, (_, of: string) => ({ t0: 'start', t: 'stop' })[of] ?? 'event')
      .replace(/(event|disease|relapse|recurrence|progression|failure|metastasis)[ _.-]+free/giu, '$1free')
      .replace(/(cancer|disease)[ _.-]+specific/giu, '$1specific')
      .replace(/follow[ _.-]+up/giu, 'followup')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
  );
}

function endpointOf(word: string): Endpoint | null {
  const spelt = word.replace(/free$/u, '');
  return (
    ENDPOINTS.find(
      (endpoint) =>
        ENDPOINT_WORDS[endpoint].test(word) || (spelt !== word && ENDPOINT_WORDS[endpoint].test(`${spelt}free`)),
    ) ?? null
  );
}
