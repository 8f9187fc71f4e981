import { describe, expect, test, vi } from 'vitest';
import { attributesIn, rendered, textsIn } from '@/components/ui/testing/rendered';
import { NO_REFERENCE_FILTER } from '@/lib/registry/references/filter';
import { toCitation } from '@/lib/registry/references/citation';
import type { ListedReference } from '@/lib/registry/references/search';
import { ReferenceItem } from './item';
import { ReferenceSearch } from './search';
import { ReferenceSupport } from './support';

vi.mock('@/lib/i18n/navigation', async () => ({
  Link: (await import('@/components/ui/testing/rendered')).PlainLink,
  getPathname: ({ href }: { href: string }) => href,
}));

const reference: ListedReference['reference'] = {
  id: 'one',
  type: 'article-journal',
  title: 'Лейкоз младенцев',
  'container-title': 'A journal',
  number: 7,
  note: 'The authors were not verified.',
  custom: { titleEn: 'Leukaemia of infants', noteRu: 'Авторы не проверены.' },
};
const trial = (
  slug: string,
  counts: ListedReference['trials'][number]['counts'],
): ListedReference['trials'][number] => ({
  slug,
  acronym: slug.toUpperCase(),
  counts,
});

describe('what a reference stands behind', () => {
  const support = (listed: Partial<ListedReference>): string =>
    rendered(
      ReferenceSupport,
      { listed: { reference, number: 1, levels: [], trials: [], diseaseFacts: 0, ...listed } },
      'en',
    );

  test('parts that it does not support are not named, and each leads to its section', () => {
    const markup = support({ trials: [trial('a', { outcomes: 1, risk: 2 })] });
    expect(textsIn(markup, 'a')).toEqual(['A', '1 figure', '2 risk groups']);
    expect(attributesIn(markup, 'a', 'href')).toEqual(['/trials/a', '/trials/a#outcomes', '/trials/a#risk']);
  });

  test('studies beyond the third are folded and counted, none is lost', () => {
    const markup = support({ trials: ['a', 'b', 'c', 'd', 'e'].map((slug) => trial(slug, { baseline: 1 })) });
    expect(textsIn(markup, 'summary')).toEqual(['and 2 more studies']);
    expect(textsIn(markup, 'li')).toHaveLength(5);
    expect(textsIn(markup.split('<details')[0] ?? '', 'li')).toHaveLength(3);
  });

  test('a reference of the disease alone is not called unused; one of nothing is', () => {
    expect(support({ diseaseFacts: 2 })).toContain('2 statements on the disease');
    expect(support({ diseaseFacts: 2 })).not.toContain('Not cited');
    expect(support({})).toContain('Not cited by any entry at present; kept: ');
  });
});

describe('an entry of the list', () => {
  test('a citation that begins with its title keeps its language beside the translation, and what is not verified is said', () => {
    const markup = rendered(ReferenceItem, { citation: toCitation(reference), number: 3 }, 'en');
    expect(attributesIn(markup, 'p', 'lang')).toEqual(['en', 'ru']);
    expect(textsIn(markup, 'p')[2]).toBe('The authors were not verified.');
    const russian = rendered(ReferenceItem, { citation: toCitation(reference), number: 3 }, 'ru');
    expect(textsIn(russian, 'p')[2]).toBe('Авторы не проверены.');
    expect(markup).toContain('no.\u00a07 in the source review');
  });

  test('a title that is the whole citation stands once', () => {
    const citation = toCitation({ id: 'one', type: 'report', title: 'A report' });
    expect(citation.short).toBe('A report');
    expect(textsIn(rendered(ReferenceItem, { citation, number: 1 }, 'en'), 'p')).toHaveLength(1);
  });
});

describe('the search', () => {
  const search = (changes: Partial<typeof NO_REFERENCE_FILTER>): string =>
    rendered(
      ReferenceSearch,
      { filter: { ...NO_REFERENCE_FILTER, ...changes }, trials: [{ slug: 'a', acronym: 'A' }], shown: 1, all: 2 },
      'en',
    );

  test('the filters stand open only where one of them narrows the list', () => {
    expect(search({ q: 'pieters' })).not.toMatch(/<details[^>]* open/u);
    expect(search({ type: ['report'] })).toMatch(/<details[^>]* open/u);
  });

  test('clearing is offered where the list is narrowed, and keeps the order', () => {
    expect(attributesIn(search({}), 'a', 'href')).toEqual([]);
    expect(attributesIn(search({ sort: 'newest' }), 'a', 'href')).toEqual([]);
    expect(attributesIn(search({ q: 'pieters' }), 'a', 'href')).toEqual(['/references']);
    expect(attributesIn(search({ q: 'pieters', sort: 'newest' }), 'a', 'href')).toEqual(['/references?sort=newest']);
  });

  test('what was chosen is chosen in the form', () => {
    const markup = search({ trial: 'a', level: ['review'] });
    expect(markup).toMatch(/<option value="a" selected="">/u);
    expect(markup).toMatch(/<input[^>]*name="level"[^>]*checked=""[^>]*value="review"/u);
    expect(markup.match(/checked=""/gu)).toHaveLength(1);
  });
});
