import { factWords } from '@/lib/registry/trials/facts/outlets';

type Text = { en: string; ru: string };

const text = (en: string, ru: string): Text => ({ en, ru });

const ROWS = text('the rows of this page', 'строки этой страницы');

/** What a field holds, by its name; units stand here because JSON has none. */
const FIELDS: Readonly<Record<string, Text>> = {
  // lists
  total: text('rows that fit, on all pages', 'подходящих строк на всех страницах'),
  'ClassifyAnswer.form': text('that this is the short form', 'признак краткой формы'),
  page: text('the page, from 1', 'страница, с 1'),
  pageSize: text('rows on a page', 'строк на странице'),
  'TrialsAnswer.trials': ROWS,
  'EstimatesAnswer.estimates': ROWS,
  'ReferencesAnswer.references': ROWS,
  'BaselineAnswer.baseline': ROWS,
  'DiseaseAnswer.disease': ROWS,
  'DiscrepanciesAnswer.discrepancies': ROWS,
  'CurvesAnswer.curves': ROWS,
  // sources
  source: text('where it was read', 'где это прочитано'),
  sources: text('where it was read; the first is quoted', 'где это прочитано; цитируется первый источник'),
  ref: text('id of the reference', 'идентификатор публикации'),
  locator: text('place in the source: page, table, abstract', 'место в источнике: страница, таблица, резюме'),
  url: text(
    'address of the source; null: none, or one of a copy, to which readers are not sent',
    'адрес источника; null: адреса нет или это адрес копии, к которой читателей не направляют',
  ),
  'Source.level': text('how close to the study itself', 'насколько источник близок к самому исследованию'),
  'Interval.level': text('confidence level, percent', 'доверительная вероятность, %'),
  low: text('lower limit, in the unit of the figure', 'нижняя граница, в единицах показателя'),
  high: text('upper limit, in the unit of the figure', 'верхняя граница, в единицах показателя'),
  // trials
  slug: text('short name used in addresses', 'краткое имя для адресов'),
  acronym: text('the usual name', 'обычное название'),
  title: text('full title', 'полное название'),
  kind: text('what it is', 'вид'),
  group: text('risk group', 'группа риска'),
  'RiskResult.status': text('what the rule set says', 'что говорит набор правил'),
  start: text('first month, YYYY or YYYY-MM', 'первый месяц, ГГГГ или ГГГГ-ММ'),
  end: text('last month, YYYY or YYYY-MM', 'последний месяц, ГГГГ или ГГГГ-ММ'),
  planned: text('patients planned', 'планируемое число пациентов'),
  actual: text('patients enrolled', 'фактическое число пациентов'),
  registry: text('name of the register', 'название реестра'),
  class: text('class of the intervention', 'класс вмешательства'),
  'RuleSet.eligibility': text('every clause must hold', 'должны выполняться все пункты'),
  countriesFrom: text(
    'who names the countries, and whether all; or why none is named; null: not recorded',
    'кто называет страны и все ли; либо почему они не названы; null — не записано',
  ),
  named: text('whether all countries are named, or some', 'названы все страны или некоторые'),
  predecessor: text('slug of the trial it follows', 'краткое имя предшествующего исследования'),
  endpointDefinitions: text('what counts as an event, and from when', 'что считается событием и от какого дня'),
  arms: text('arms of treatment', 'ветви лечения'),
  'Trial.strata': text(
    'risk groups of the protocol, in its own words',
    'группы риска протокола, его собственными словами',
  ),
  'Trial.estimates': text('published figures', 'опубликованные результаты'),
  'Trial.baseline': text('presenting features', 'исходные характеристики'),
  discrepancies: text('where sources disagree', 'где источники расходятся'),
  reports: text(
    'publications with their data cut, follow-up and population; several tell of the same patients',
    'публикации со срезом данных, наблюдением и анализируемой группой; разные публикации относятся к одним и тем же пациентам',
  ),
  localName: text('the protocol’s own name', 'название группы в самом протоколе'),
  definition: text('definition in words', 'определение словами'),
  description: text('description', 'описание'),
  // figures
  trial: text('slug of the trial', 'краткое имя исследования'),
  'Discrepancy.trial': text(
    'slug of the trial; null: it concerns the disease',
    'краткое имя исследования; null — касается заболевания',
  ),
  n: text('patients', 'пациентов'),
  events: text('patients with the event', 'пациентов с событием'),
  'EndpointDefinition.events': text('what counts as an event', 'что считается событием'),
  endpoint: text('what is measured', 'конечная точка'),
  endpointDetail: text('the endpoint in the words of the source', 'конечная точка словами источника'),
  timeZero: text('day from which years are counted', 'день, от которого считаются годы'),
  timeYears: text('horizon, years from time zero', 'срок, лет от начала отсчёта'),
  estimate: text('the figure, percent', 'результат, %'),
  se: text('standard error, percentage points', 'стандартная ошибка, процентные пункты'),
  ci: text('confidence interval as published, percent', 'доверительный интервал из публикации, %'),
  aliases: text(
    'earlier names of the figure, which still lead to it',
    'прежние идентификаторы результата, которые по-прежнему ведут к нему',
  ),
  nAnalysed: text(
    'patients of the analysis that the figure comes from',
    'пациентов в анализе, из которого взят результат',
  ),
  'Estimate.atRisk': text('printed numbers at risk', 'напечатанные числа больных под наблюдением'),
  years: text('years from time zero', 'лет от начала отсчёта'),
  transcription: text(
    'who transcribed the figure and when; null: not recorded',
    'кто и когда переносил значение; null: не записано',
  ),
  appraisals: text(
    'risk of bias as judged here; empty: nobody has judged',
    'риск систематической ошибки по здешней оценке; пусто — никто не оценил',
  ),
  tool: text('tool of the judgement', 'инструмент оценки'),
  domains: text('judgement and reason by domain', 'оценка и обоснование по доменам'),
  overall: text('the judgement overall', 'оценка в целом'),
  judgement: text('the judgement, in the words of the tool', 'оценка словами инструмента'),
  on: text('day', 'день'),
  readers: text('readers, as codes', 'читавшие, под кодами'),
  copy: text('the copy that was read; null: not recorded', 'прочитанная копия; null: не записана'),
  address: text(
    'where the copy was opened, if that is a publisher, an identifier or a register; else null',
    'где открыта копия, если это издатель, идентификатор или реестр; иначе null',
  ),
  accessed: text('when it was opened', 'когда она открыта'),
  sha256: text('SHA-256 of the copy', 'SHA-256 копии'),
  oneCurator: text('approved by one curator alone', 'утверждено одним куратором'),
  differed: text('attributes in which the readings differed', 'поля, в которых прочтения разошлись'),
  counts: text('whether the source counts each kind of event', 'считает ли источник событием каждый вид'),
  stratum: text('patients behind the figure', 'к каким пациентам относится'),
  label: text('the figure’s name in words', 'название результата словами'),
  comparison: text('comparison with another group', 'сравнение с другой группой'),
  'RuleSet.comparison': text('the comparison as data', 'сравнение как данные'),
  chartable: text('whether a chart may draw it', 'можно ли нанести на график'),
  preferred: text('the one to read where sources give several', 'какое значение читать, если их несколько'),
  caveats: text('what must be said with the figure', 'оговорки, которые обязательны рядом с результатом'),
  extraction: text(
    'read from the source twice, independently, or once',
    'прочитано в источнике дважды независимо или один раз',
  ),
  note: text('remark', 'примечание'),
  totalEvents: text('events that the paper states', 'число событий, указанное в публикации'),
  'Curve.readFrom': text(
    'read from the lines of the drawing or traced from an image; null: with another tool',
    'снята с линий чертежа или обведена по изображению; null — другой программой',
  ),
  'Curve.secondReading': text(
    'an own reading of a second curator, made without seeing the first; null: checked, not read a second time',
    'собственное чтение второго куратора, не видевшего первого; null — проверена, но повторно не снималась',
  ),
  'Curve.differencePoints': text(
    'largest difference of the two readings that no shift of 0.4 % of the axis explains, percentage points',
    'наибольшее расхождение двух чтений, не объяснимое сдвигом на 0,4 % оси, процентные пункты',
  ),
  'Curve.atYears': text('where it is, years from time zero', 'где оно, лет от начала отсчёта'),
  'Curve.untilYears': text(
    'where the comparison ends because one reading stops early; null: both go equally far',
    'где кончается сравнение, если одно чтение короче; null — оба одной длины',
  ),
  'Curve.sameFile': text(
    'both read one file, by SHA-256; null: not known',
    'читался один и тот же файл (по SHA-256); null — неизвестно',
  ),
  'Curve.points': text('points of the curve in the order of time', 'точки кривой в порядке времени'),
  'Curve.counts': text(
    'numbers at risk as printed under the figure',
    'числа больных под наблюдением, напечатанные под рисунком',
  ),
  'Curve.years': text('years from time zero', 'лет от начала отсчёта'),
  'Curve.percent': text('survival, percent', 'выживаемость, %'),
  'Curve.atRisk': text('patients at risk', 'больных под наблюдением'),
  kmt2a: text('KMT2A status', 'статус KMT2A'),
  'Stratum.risk': text('risk group of the protocol', 'группа риска протокола'),
  arm: text('slug of the arm', 'краткое имя ветви'),
  age: text('age, as a short code', 'возраст, кратко'),
  'Stratum.other': text('any other restriction', 'другое ограничение'),
  against: text('compared with', 'с чем сравнение'),
  hazardRatio: text('hazard ratio', 'отношение рисков'),
  hrCi: text('interval of the hazard ratio', 'интервал отношения рисков'),
  p: text('p value as printed', 'значение p, как напечатано'),
  characteristic: text('the feature', 'признак'),
  percent: text('percent', '%'),
  denominator: text('of so many patients', 'из скольких пациентов'),
  field: text('what the sources disagree about', 'о чём расходятся источники'),
  reviewSays: text('what the review says', 'что сказано в обзоре'),
  primarySays: text('what the primary source says', 'что сказано в первичном источнике'),
  reason: text('why they differ', 'почему они расходятся'),
  resolution: text('what this registry does', 'что принято в этом реестре'),
  topic: text('topic, as addresses and filters name it', 'тема, как в адресах и отборах'),
  topicName: text('topic', 'тема'),
  population: text('patients it speaks of', 'о каких пациентах речь'),
  qualifier: text('how the percentage is to be read', 'как читать процент'),
  'DiseaseItem.range': text('range, percent', 'диапазон, %'),
  text: text('in words', 'словами'),
  'Reference.number': text('number in the list of the source review', 'номер в списке исходного обзора'),
  // facts of a patient
  ageDays: text(
    'age at diagnosis, completed days; the day of birth is 0',
    'возраст при диагнозе, полных дней; день рождения — 0',
  ),
  kmt2aEvaluable: text('false: the status could not be established', 'false — статус установить не удалось'),
  kmt2aPartner: text('fusion partner of KMT2A', 'ген-партнёр KMT2A'),
  wbc: text('white cells at diagnosis, ×10⁹/L', 'лейкоциты при диагнозе, ×10⁹/л'),
  cns: text('central nervous system at diagnosis', 'ЦНС при диагнозе'),
  cnsDay8: text('central nervous system on day 8', 'ЦНС на 8-й день'),
  day8Blasts: text('blasts on day 8, per µL of blood', 'бласты на 8-й день, в 1 мкл крови'),
  prednisoneResponse: text(
    'day-8 response where no count is known',
    'ответ на 8-й день, если число бластов неизвестно',
  ),
  remissionEoi: text('complete remission at the end of induction', 'полная ремиссия в конце индукции'),
  mrdEoi: text('MRD at the end of induction, percent of cells', 'МОБ в конце индукции, % клеток'),
  mrdBlina1: text(
    'MRD after the first blinatumomab cycle, percent of cells',
    'МОБ после первого курса блинатумомаба, % клеток',
  ),
  mrdHr1: text('MRD by PCR after block HR1', 'МОБ методом ПЦР после блока HR1'),
  facts: text('facts of the patient; absent or null is unknown', 'факты о пациенте; отсутствие или null — неизвестно'),
  'RiskResult.facts': text('known facts that the clause used', 'известные факты, которые использовал пункт'),
  'ClassifyAnswer.facts': text(
    'facts that contradict each other and were set aside',
    'противоречащие друг другу факты, которые не учтены',
  ),
  'RuleSets.facts': text('the facts that rules ask for', 'факты, о которых спрашивают правила'),
  patients: text('up to 1,000 patients, in the same order as asked', 'до 1000 пациентов, в том же порядке'),
  // answers of the rules
  results: text(
    'one for each rule set, always in the same order; in the short form places in the list of all results, from 0',
    'по одному на набор правил, всегда в одном порядке; в краткой форме — места в общем списке результатов, с 0',
  ),
  rules: text(
    'every clause that a result names, once, by protocol, variant and clause',
    'каждый пункт, на который ссылаются результаты, один раз: протокол, вариант и обозначение',
  ),
  warnings: text(
    'numbers that look as if they were meant in another unit; they are used as given',
    'числа, похожие на указанные в другой единице; они использованы как есть',
  ),
  instead: text('the number in the right unit; null: unknown', 'число в нужной единице; null — неизвестно'),
  conflicts: text('facts that contradict each other', 'факты, которые противоречат друг другу'),
  protocol: text('slug of the protocol', 'краткое имя протокола'),
  variant: text('as the primary source or as the review describes it', 'по первичному источнику или по обзору'),
  version: text('changes whenever an answer can change', 'меняется, когда может измениться ответ'),
  'RiskResult.group': text('the current group', 'текущая группа'),
  possible: text('groups still possible', 'ещё возможные группы'),
  decidedAt: text(
    'latest point that could have changed the group and is settled',
    'последняя точка, которая могла изменить группу и уже известна',
  ),
  missing: text('facts that could still change the answer', 'факты, которые ещё могут изменить ответ'),
  pending: text('the same by the point at which they become known', 'те же факты по срокам, когда они станут известны'),
  at: text('point of treatment', 'этап лечения'),
  needs: text('facts', 'факты'),
  baselineGroup: text('group at the end of day 8', 'группа к концу 8-го дня'),
  eligible: text('fits the protocol; null: unknown', 'подходит протоколу; null — неизвестно'),
  subgroup: text('name inside the group', 'название внутри группы'),
  because: text('the clauses behind it, with their sources', 'пункты, на которых основан ответ, с источниками'),
  clause: text('id of the clause', 'обозначение пункта'),
  // rules
  key: text('stable key', 'постоянный ключ'),
  ruleSets: text('the rule sets', 'наборы правил'),
  points: text('points of treatment at which it decides', 'этапы, на которых принимается решение'),
  notEvaluable: text('final states that the protocol names', 'окончательные состояния, названные в протоколе'),
  localNames: text('the protocol’s own names of groups', 'названия групп в самом протоколе'),
  stratification: text('how groups are assigned', 'как назначаются группы'),
  restratifications: text('later changes of group', 'последующие изменения группы'),
  subgroups: text('names inside a group', 'названия внутри группы'),
  outside: text('criteria that are shown and never evaluated', 'критерии, которые показаны, но не проверяются'),
  boundaries: text('what becomes of a value exactly on a cut point', 'куда относится значение точно на пороге'),
  conventions: text('choices of this registry', 'соглашения этого реестра'),
  differingReadings: text('where review and primary source differ', 'где обзор и первичный источник расходятся'),
  condition: text('the condition as data', 'условие как данные'),
  // problems
  detail: text('what is wrong, in the language of Accept-Language', 'что не так, на языке из Accept-Language'),
  'Problem.status': text('HTTP status', 'код HTTP'),
  'Problem.title': text('its name', 'его название'),
  errors: text('everything that is wrong, at once', 'все ошибки сразу'),
  errorCount: text('number of errors, where the list is cut', 'число ошибок, если список сокращён'),
  code: text('what is wrong, for programs', 'что не так, для программ'),
  parameter: text('name of the parameter', 'название параметра'),
  'Problem.value': text('what was given, the beginning of it', 'что было указано, начало'),
  'Problem.nearest': text('what was probably meant', 'что, вероятно, имелось в виду'),
  pointer: text('place in the body (RFC 6901)', 'место в теле запроса (RFC 6901)'),
  fact: text('name of the fact', 'название факта'),
  patient: text('position in the list, from 0', 'место в списке, с 0'),
  allowed: text('what would be right', 'допустимые значения'),
  'Problem.range': text('the numbers that would be right', 'допустимые числа'),
};

/** Schemas whose fields are facts of a trial. */
const OF_TRIALS = ['Trial', 'TrialSummary'];

/** What a field of a named schema holds, or null where its name says it. */
export function fieldWords(schema: string, field: string): Text | null {
  const own = FIELDS[`${schema}.${field}`] ?? (OF_TRIALS.includes(schema) ? factWords(field) : null);
  if (own !== null) return own;
  // A CSL-JSON item and a condition have words of their own kind; those of the data set would be wrong there.
  return schema === 'Reference' || schema === 'Condition' || !Object.hasOwn(FIELDS, field)
    ? null
    : (FIELDS[field] ?? null);
}

const PARAMETERS: Readonly<Record<string, Text>> = {
  q: text('words to search for, in any language of the evidence', 'слова для поиска'),
  group: text('cooperative group', 'кооперативная группа'),
  kind: text('what it is', 'вид'),
  status: text('status of the trial', 'статус исследования'),
  country: text('ISO 3166-1 alpha-2 code', 'код страны ISO 3166-1 alpha-2'),
  from: text('enrolment in this year or later', 'набор в этом году или позже'),
  to: text('enrolment in this year or earlier', 'набор в этом году или раньше'),
  hasEfs: text('an EFS value is reported', 'есть значение БСВ'),
  hasOs: text('an OS value is reported', 'есть значение ОВ'),
  hasRiskRules: text('the program holds risk rules for it', 'в программе есть правила стратификации'),
  trial: text('slug of the trial', 'краткое имя исследования'),
  endpoint: text('what is measured', 'конечная точка'),
  kmt2a: text('KMT2A status of the patients; all: not restricted', 'статус KMT2A пациентов; all — без ограничения'),
  risk: text('risk group of the patients; all: not restricted', 'группа риска пациентов; all — без ограничения'),
  years: text('horizon, years from time zero', 'срок, лет от начала отсчёта'),
  timeZero: text('day from which years are counted', 'день, от которого считаются годы'),
  level: text('where the figure was read', 'где прочитан результат'),
  reference: text('id of the reference', 'идентификатор публикации'),
  chartable: text('whether a chart may draw it', 'можно ли нанести на график'),
  preferred: text('the one to read where sources give several', 'какое значение читать, если их несколько'),
  type: text('type of the reference', 'вид публикации'),
  year: text('year of issue', 'год издания'),
  topic: text('topic', 'тема'),
  reason: text('why the sources differ', 'почему источники расходятся'),
  protocol: text('slug of the protocol', 'краткое имя протокола'),
  variant: text('as the primary source or as the review describes it', 'по первичному источнику или по обзору'),
  form: text(
    'of many patients: short says each rule and each result once, long everything with every patient',
    'для нескольких пациентов: short — каждое правило и каждый результат один раз, long — всё у каждого пациента',
  ),
  page: text('the page, from 1', 'страница, с 1'),
  pageSize: text(
    'rows on a page, at most 500; 500 where it is left out',
    'строк на странице, не больше 500; если не указано — 500',
  ),
  format: text(
    'json or csv; without it the Accept header decides',
    'json или csv; если не указано — по заголовку Accept',
  ),
  slug: text('slug of the trial', 'краткое имя исследования'),
  id: text('id of the reference', 'идентификатор публикации'),
};

/** What a parameter of an address means. */
export function parameterWords(name: string): Text {
  const words = PARAMETERS[name];
  if (words === undefined) throw new Error(`the parameter ${name} has no words`);
  return words;
}
