import { editDistance } from '@/lib/address/nearest';
import { partsOf, searchIndex, type TextIndex } from './text-index';
import { compact } from './text';

const MOST_SUGGESTIONS = 3;
/** The share of letters that may differ in a name worth offering. */
const NEAR = 0.34;

/** Questions near to one that found nothing, each of which finds something: the nearest names first, then fewer words. */
export function suggestQuestions<Field extends string>(index: TextIndex<Field>, question: string): string[] {
  const parts = partsOf(index, question);
  const missing = parts.filter(({ found }) => found === 0);
  const fewer =
    parts.length > 1 && missing.length > 0 && missing.length < parts.length
      ? [
          parts
            .filter(({ found }) => found > 0)
            .map(({ asked }) => asked)
            .join(' '),
        ]
      : [];
  const corrected =
    missing.length === 1
      ? nearestWords(index, missing[0]?.asked ?? '').map((word) =>
          parts.map((part) => (part.found === 0 ? word : part.asked)).join(' '),
        )
      : [];
  const offers = [...nearestIdentifiers(index, question), ...corrected, ...fewer];
  return [...new Set(offers)]
    .filter((offer) => compact(offer) !== compact(question) && (searchIndex(index, offer)?.length ?? 0) > 0)
    .slice(0, MOST_SUGGESTIONS);
}

function nearestIdentifiers<Field extends string>({ identifiers }: TextIndex<Field>, question: string): string[] {
  return nearest(
    compact(question),
    [...identifiers].map(([name, { written }]) => ({ name, written })),
  );
}

function nearestWords<Field extends string>({ vocabulary }: TextIndex<Field>, asked: string): string[] {
  if (asked.length < 4 || /\d/u.test(asked)) return [];
  return nearest(
    asked,
    [...vocabulary]
      .filter((word) => word.length >= 4 && !/\d/u.test(word))
      .map((word) => ({ name: word, written: word })),
  ).slice(0, 1);
}

function nearest(asked: string, names: readonly { name: string; written: string }[]): string[] {
  return names
    .filter(({ name }) => Math.abs(name.length - asked.length) <= name.length * NEAR)
    .map(({ name, written }) => ({
      written,
      distance: editDistance(asked, name) / Math.max(name.length, asked.length),
    }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((a, b) => a.distance - b.distance)
    .map(({ written }) => written)
    .slice(0, MOST_SUGGESTIONS);
}
