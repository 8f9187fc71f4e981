/** What a word says happened; words of different kinds in one column may be one endpoint or competing risks. */
export type EventKind =
  | 'any'
  | 'death'
  | 'death-of-disease'
  | 'death-of-other-cause'
  | 'relapse'
  | 'progression'
  | 'second-malignancy'
  | 'no-response';

const CENSORED = `
  censored; censor; cens; right censored; administratively censored; administrative censoring; censored at last follow up
  alive; living; still alive; alive at last contact; alive at last follow up; alive at end of study; alive and well; survived; survivor; surviving
  alive without event; alive event free; alive disease free; alive without disease; alive without relapse; alive relapse free; alive no relapse
  alive in remission; alive in cr; alive in cr1; alive in ccr; alive ned; in remission; in cr; in cr1; in ccr; ccr; continuous complete remission
  no event; event free; without event; no events; no relapse; not relapsed; relapse free; without relapse; no recurrence; not recurred; recurrence free
  disease free; no disease; no evidence of disease; ned; no progression; not progressed; progression free; failure free; no failure; no death; not dead; not deceased
  alive or dead tumor free; alive progression free; metastasis free
  ongoing; on study; on trial; in follow up; on follow up; under follow up; under observation; follow up ongoing
  lost; lost to follow up; lost to fu; lost to f u; lost fu; ltfu; ltf; lfu; withdrawn; withdrew; withdrawal; withdrew consent; withdrawn consent
  withdrawal of consent; consent withdrawn; dropped out; drop out; dropout; moved away; emigrated; end of study; study end; end of follow up; completed study
  study completed; last follow up; last contact
  жив; жива; живы; живой; живая; живые; выжил; выжила; не умер; не умерла; цензурирован; цензурирована; цензурировано; цензурированы; цензурированный
  цензурированная; цензурированное; цензура; цензурирование; ценз
  нет события; события нет; без события; без событий; событий нет; нет событий; не было события; события не было; без рецидива; рецидива нет; нет рецидива
  без прогрессирования; прогрессирования нет; нет прогрессирования; без прогрессии; прогрессии нет; нет прогрессии; без признаков заболевания; без признаков болезни
  жив без события; жива без события; жив без событий; жива без событий; жив без рецидива; жива без рецидива; жив в ремиссии; жива в ремиссии; жив в пр; жива в пр
  в ремиссии; в полной ремиссии; в ппр; ппр; продолжающаяся полная ремиссия
  наблюдается; под наблюдением; в наблюдении; наблюдение продолжается; продолжает наблюдаться; продолжается
  потерян; потеряна; потеряны; потерян из наблюдения; потеряна из наблюдения; потерян для наблюдения; потеряна для наблюдения; потеря из наблюдения
  потеря наблюдения; утерян; утеряна; утрачен контакт; потерян контакт; связь потеряна; выбыл; выбыла; выбыли; выбыл из наблюдения; выбыла из наблюдения
  выбыл из исследования; выбыла из исследования; выбыл из под наблюдения; выбыла из под наблюдения; отозвал согласие; отозвала согласие; отозвано согласие
  отзыв согласия; отказался от участия; отказалась от участия; уехал; уехала; переехал; переехала; эмигрировал; эмигрировала
  конец исследования; окончание исследования; конец наблюдения; окончание наблюдения; завершил исследование; завершила исследование`;

const EVENTS: Readonly<Record<EventKind, string>> = {
  any: `event; events; event occurred; uncensored; failure; failed; treatment failure; recurred progressed; relapse or progression; relapse progression
    relapse or death; death or relapse; relapse death; death relapse; progression or death; death or progression; progressed or died
    событие; событие есть; есть событие; событие наступило; было событие; неудача; неудача лечения; рецидив или смерть; смерть или рецидив; рецидив смерть`,
  death: `dead; death; died; deceased; expired; exitus; exitus letalis; exitus lethalis; fatal; dead with tumor; died of any cause; death of any cause; all cause death
    умер; умерла; умерли; умерший; умершая; смерть; погиб; погибла; скончался; скончалась; летальный; летальный исход; летально; смерть от любой причины`,
  'death-of-disease':
    'dod; dead of disease; died of disease; death of disease; cancer death; смерть от заболевания; смерть от прогрессирования',
  'death-of-other-cause': `toxic death; treatment related mortality; trm; death in remission; death in cr; died in remission; non relapse mortality; nrm; doc
    dead of other cause; dead of other causes; died of other causes; death of other cause
    смерть в ремиссии; умер в ремиссии; умерла в ремиссии; токсическая смерть; смерть от токсичности; смерть от осложнений; смерть от инфекции`,
  relapse: `relapse; relapsed; recurrence; recurred; recurrent; рецидив; рецидивировал; рецидивировала; есть рецидив; рецидив есть`,
  progression: `progression; progressed; progressive disease; прогрессирование; прогрессия; прогрессировал; прогрессировала`,
  'second-malignancy': `second malignancy; secondary malignancy; second malignant neoplasm; second cancer; smn; вторая опухоль; вторичная опухоль
    второе злокачественное новообразование; вторая злокачественная опухоль; вторичный лейкоз`,
  'no-response': `induction failure; no response; non response; refractory; no remission; резистентность; рефрактерность; рефрактерный; ремиссия не достигнута; нет ремиссии`,
};

const YES = new Set(['yes', 'y', 'да', 'д', 'есть', 'present', '+']);
const NO = new Set(['no', 'n', 'нет', 'н', 'absent', 'отсутствует', '-', '–', '—', '−']);
const TRUE = new Set(['true', 't', 'истина']);
const FALSE = new Set(['false', 'f', 'ложь']);

const listOf = (text: string): string[] =>
  text
    .split(/[;\n]/u)
    .map(squeeze)
    .filter((word) => word !== '');
const CENSORED_WORDS = new Set(listOf(CENSORED));
const EVENT_WORDS = new Map(
  Object.entries(EVENTS).flatMap(([kind, text]) => listOf(text).map((word) => [word, kind as EventKind] as const)),
);

/** A word's meaning whatever the column is called; null when nobody knows it. */
export function wordMeaning(word: string): 'censored' | EventKind | null {
  const text = squeeze(word);
  return CENSORED_WORDS.has(text) ? 'censored' : (EVENT_WORDS.get(text) ?? null);
}

/** Words that answer the name of the column: true and false may stand for 1 and 0, yes and no are only an answer to a question. */
export function answerMeaning(word: string): 'yes' | 'no' | 'true' | 'false' | null {
  if (YES.has(word)) return 'yes';
  if (NO.has(word)) return 'no';
  if (TRUE.has(word)) return 'true';
  return FALSE.has(word) ? 'false' : null;
}

/** `Disease-free`, `disease_free` and `DiseaseFree` are one word, as are `жив(а)` and `жив`. */
function squeeze(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\((а|ла|на|о|ы)\)/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
