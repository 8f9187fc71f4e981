import { expect, test } from 'vitest';
import { answerSlides } from './slides-export.server';

test.each([
  ['en', /^“” is not a value of “(?:native|stage)”\. Needed: one figure as JSON with kind, query, title .*stage/u],
  ['ru', /Нужен один рисунок в формате JSON с полями kind, query, title .*stage/u],
])('a body that is no figure is refused by a sentence about one figure (%s)', async (language, sentence) => {
  const asked = { kind: 'comparison', query: '', title: null, lang: 'en', ratio: '16x9', native: 'yes', stage: '' };
  const answer = await answerSlides(
    new Request('http://localhost/api/figures/slides', {
      method: 'POST',
      headers: { 'accept-language': language },
      body: JSON.stringify(asked),
    }),
    // No name of a gene is drawn.
    () => [],
  );
  expect(answer.status).toBe(400);
  const { errors }: { errors: { parameter: string; detail: string }[] } = await answer.json();
  expect(errors.map(({ parameter }) => parameter)).toEqual(['native', 'stage']);
  for (const { detail } of errors) expect(detail).toMatch(sentence);
});
