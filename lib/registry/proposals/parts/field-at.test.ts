import { expect, test } from 'vitest';
import { fieldAt } from './field-at';
import type { Part } from './fields';

// Places as the rules of the data set write them, and the fields of the forms that a curator would look for.
test.each<[Part, string, string | null]>([
  ['statement', 'statements[25].source.ref', 'source.ref'],
  ['statement', 'statements[25].text.ru', 'statement.ru'],
  ['statement', 'topicName', 'topicName.en'],
  ['fact', 'facts[3].percent', 'percent'],
  ['fact', 'facts[3].range', 'range.low'],
  ['fact', 'facts', null],
  ['flow', 'flow.screened', 'screened'],
  ['cover', 'covers[0].studies', 'studies'],
  ['search', 'on', 'searched'],
  ['search', 'searches[4].note.ru', 'note.ru'],
  ['protocol', 'methods[2].ru', 'methods.ru'],
  ['question', 'questions[1].certainty.reason.ru', 'reason.ru'],
  ['question', 'questions[1].text.ru', 'text.ru'],
  ['reference', '[7].title', 'title'],
])('%s: %s is typed in %s', (part, path, field) => {
  expect(fieldAt(part, path)).toBe(field);
});
