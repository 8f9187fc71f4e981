/**
 * Words for one thing, in both languages: generic and brand names, code names, abbreviations, old and new gene symbols.
 * Where a text uses one of them, it is found by all. A name of several words stands for them all together.
 */
export const SYNONYMS: readonly (readonly string[])[] = [
  ['blinatumomab', 'блинатумомаб', 'Blincyto', 'Блинцито', 'BiTE'],
  ['tisagenlecleucel', 'тисагенлеклейсел', 'тисагенлеклеусел', 'Kymriah', 'Кимрия', 'CTL019'],
  ['CAR-T', 'КАР-Т', 'CAR', 'chimeric antigen receptor', 'химерный антигенный рецептор'],
  ['lestaurtinib', 'лестауртиниб', 'CEP-701'],
  ['azacitidine', 'азацитидин', 'Vidaza', 'Вайдаза'],
  ['venetoclax', 'венетоклакс', 'Venclexta', 'Venclyxto', 'Венклекста', 'ABT-199'],
  ['revumenib', 'ревумениб', 'Revuforj', 'SNDX-5613'],
  ['ziftomenib', 'зифтомениб', 'KO-539'],
  ['bortezomib', 'бортезомиб', 'Velcade', 'Велкейд'],
  ['vorinostat', 'вориностат', 'Zolinza', 'SAHA'],
  ['clofarabine', 'клофарабин', 'Clolar', 'Evoltra', 'Эволтра'],
  ['ATRA', 'tretinoin', 'третиноин', 'Vesanoid', 'Весаноид', 'retinoic acid', 'ретиноевая кислота'],
  ['HSCT', 'ТГСК', 'BMT', 'SCT', 'ТКМ', 'transplant', 'transplantation', 'трансплантация', 'пересадка'],
  ['KMT2A', 'MLL', '11q23'],
  ['MRD', 'МОБ', 'measurable residual disease', 'minimal residual disease', 'минимальная остаточная болезнь'],
  ['infant', 'infants', 'младенец', 'младенцы', 'младенческий', 'грудной', 'грудные'],
  ['ALL', 'ОЛЛ', 'acute lymphoblastic leukaemia', 'acute lymphoblastic leukemia', 'острый лимфобластный лейкоз'],
  ['relapse', 'relapsed', 'рецидив', 'рецидивы'],
  ['bispecific antibody', 'биспецифическое антитело'],
  ['FLT3 inhibitor', 'ингибитор FLT3'],
  ['HDAC inhibitor', 'ингибитор HDAC'],
  ['proteasome inhibitor', 'ингибитор протеасом'],
  ['hypomethylating agent', 'гипометилирующий препарат'],
  ['BCL2 inhibitor', 'ингибитор BCL2'],
  ['menin inhibitor', 'ингибитор менина'],
  ['differentiation agent', 'дифференцирующий препарат'],
  ['cytarabine', 'цитарабин', 'ara-C'],
];

/** Study groups by their names in the registry, with the other names that they go by. */
export const GROUP_NAMES: Readonly<Record<string, readonly string[]>> = {
  COG: [
    "Children's Oncology Group",
    'Детская онкологическая группа',
    'CCG',
    "Children's Cancer Group",
    'POG',
    'Pediatric Oncology Group',
  ],
  JPLSG: [
    'Japanese Pediatric Leukemia/Lymphoma Study Group',
    'JCCG',
    "Japan Children's Cancer Group",
    'JILSG',
    'Японская группа',
    'Япония',
  ],
  Interfant: ['Интерфант'],
  'Russian group': ['Российская группа', 'Москва — Берлин', 'Moscow–Berlin', 'ALL-MB', 'БЭБИ', 'MLL-Baby'],
  'St. Jude': ["St. Jude Children's Research Hospital", 'Сент-Джуд'],
  BFM: ['Berlin–Frankfurt–Münster', 'Берлин — Франкфурт — Мюнстер', 'БФМ'],
  TCCSG: ["Tokyo Children's Cancer Study Group", 'Токийская группа'],
  JSHCT: ['Japan Society for Hematopoietic Cell Transplantation', 'Япония'],
  CCCG: ["Chinese Children's Cancer Group", 'Китай'],
  'China (single region)': ['Китай (один регион)', 'Пекин', 'Beijing'],
  'China (single centre)': ['Китай (один центр)', 'Пекин', 'Beijing'],
  CIBMTR: ['Center for International Blood and Marrow Transplant Research'],
  CHOP: ["Children's Hospital of Philadelphia", 'Детская больница Филадельфии', 'Филадельфия'],
  "Seattle Children's": ['Сиэтл'],
  'Ponte di Legno': ['Понте-ди-Леньо'],
  PRWCC: ['Pediatric Real World CAR Consortium'],
  UK: ['United Kingdom', 'Великобритания', 'UKALL'],
};

/** Names inside acronyms as Russian texts spell them. */
export const ACRONYM_SPELLINGS: readonly (readonly [latin: string, russian: string])[] = [
  ['Interfant', 'Интерфант'],
  ['Baby', 'Бэби'],
  ['Total', 'Тотал'],
];
