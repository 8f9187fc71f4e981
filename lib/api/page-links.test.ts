import { expect, test } from 'vitest';
import { pageLinks } from './page-links';

const links = (query: string, total: number, page: number): string | null =>
  pageLinks(new URL(`http://localhost/api/v1/trials${query}`), { total, page, pageSize: 20 });

// Expected values: RFC 8288, with the registered relations first, prev, next and last (RFC 5005).
test.each<[string, number, number, string | null]>([
  ['', 20, 1, null],
  ['', 0, 1, null],
  [
    '?kind=trial&pageSize=20',
    41,
    1,
    '</api/v1/trials?kind=trial&pageSize=20&page=1>; rel="first", </api/v1/trials?kind=trial&pageSize=20&page=2>; rel="next", </api/v1/trials?kind=trial&pageSize=20&page=3>; rel="last"',
  ],
  [
    '?page=2',
    41,
    2,
    '</api/v1/trials?page=1>; rel="first", </api/v1/trials?page=1>; rel="prev", </api/v1/trials?page=3>; rel="next", </api/v1/trials?page=3>; rel="last"',
  ],
  [
    '?page=9',
    41,
    9,
    '</api/v1/trials?page=1>; rel="first", </api/v1/trials?page=3>; rel="prev", </api/v1/trials?page=3>; rel="last"',
  ],
])('%s of %i, page %i', (query, total, page, expected) => {
  expect(links(query, total, page)).toBe(expected);
});

test('what the reader wrote stays encoded', () => {
  expect(links('?q=%3E%3B%22&page=1', 21, 1)).toContain('q=%3E%3B%22&page=2');
});
