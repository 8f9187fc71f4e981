import { DISEASE_FILE, formatPath, type Problem } from '../../dataset';
import type { Disease } from '../../schema';

/** The review that the data set starts from is second hand by its nature. */
const SOURCE_REVIEW = 'efremova-2026';
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** A text that may stay the same in Russian is a name; one of these words makes it a sentence. */
const ENGLISH_WORD = /\b(the|and|with|of|in)\b/;
/** PostgreSQL stores neither the null character nor half of a surrogate pair. */
const NOT_STORABLE = /\0|[\uD800-\uDFFF]/u;

/** Where the first text stands that cannot be stored; null: all can. */
export function notStorableAt(content: unknown): string | null {
  let found: string | null = null;
  visit(content, [], (value, place) => {
    if (found === null && typeof value === 'string' && NOT_STORABLE.test(value)) found = formatPath(place);
  });
  return found;
}

type Place = readonly (string | number)[];

/** Every source in the file names a known reference, and the source review is cited as a review. */
export function findSourceProblems(file: string, content: unknown, referenceIds: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  visit(content, [], (value, place) => {
    if (!isRecord(value) || typeof value.ref !== 'string' || !('locator' in value) || !('level' in value)) return;
    if (!referenceIds.has(value.ref))
      problems.push({
        file,
        path: formatPath([...place, 'ref']),
        reason: `there is no reference ${value.ref}`,
        russian: `публикации ${value.ref} нет`,
      });
    if (value.ref === SOURCE_REVIEW && value.level !== 'review')
      problems.push({
        file,
        path: formatPath([...place, 'level']),
        reason: 'the source review can only have the level review',
        russian: 'у исходного обзора может быть только уровень «обзор»',
      });
  });
  return problems;
}

/** Every text can be stored, and every bilingual text is English in `en` and Russian in `ru`. */
export function findTextProblems(file: string, content: unknown): Problem[] {
  const problems: Problem[] = [];
  visit(content, [], (value, place) => {
    const report = (key: string | null, reason: string, russian: string): number =>
      problems.push({ file, path: formatPath(key === null ? place : [...place, key]), reason, russian });
    if (typeof value === 'string' && NOT_STORABLE.test(value))
      report(null, 'contains a character that cannot be stored', 'есть знак, который нельзя сохранить');
    if (!isRecord(value) || typeof value.en !== 'string' || typeof value.ru !== 'string') return;
    if (!CYRILLIC.test(value.ru) && value.ru !== value.en)
      report('ru', `Russian text without Cyrillic: ${value.ru}`, `русский текст без кириллицы: ${value.ru}`);
    if (CYRILLIC.test(value.en))
      report('en', `English text with Cyrillic: ${value.en}`, `английский текст с кириллицей: ${value.en}`);
    if (value.ru === value.en && ENGLISH_WORD.test(value.en))
      report('ru', `not translated: ${value.en}`, `не переведено: ${value.en}`);
  });
  return problems;
}

/** A topic is called the same wherever it stands, or a reader would meet it twice. */
export function findTopicProblems({ facts, statements }: Disease): Problem[] {
  const names = new Map<string, string>();
  return Object.entries({ facts, statements }).flatMap(([list, items]) =>
    items.flatMap(({ topic, topicName }, i) => {
      const name = JSON.stringify([topicName.en, topicName.ru]);
      const first = names.get(topic) ?? name;
      names.set(topic, first);
      return first === name
        ? []
        : [
            {
              file: DISEASE_FILE,
              path: `${list}[${i}].topicName`,
              reason: `the topic "${topic}" is called otherwise before`,
              russian: `тема «${topic}» выше названа иначе`,
            },
          ];
    }),
  );
}

function visit(value: unknown, place: Place, look: (value: unknown, place: Place) => void): void {
  look(value, place);
  if (Array.isArray(value)) value.forEach((item, position) => visit(item, [...place, position], look));
  else if (isRecord(value)) Object.entries(value).forEach(([key, item]) => visit(item, [...place, key], look));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
