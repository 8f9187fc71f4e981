import { expect, test } from 'vitest';
import { toCitation } from '@/lib/registry/references/citation';
import { SOURCE } from '@/lib/registry/testing/dataset';
import { SourceChip } from './chip';

test('the address of a copy does not go to the browser, that of the publisher does', () => {
  const citation = toCitation({ id: 'a', type: 'article-journal', title: 'A study' });
  const sent = (url: string) => SourceChip({ source: { ...SOURCE, url }, citation }).props;
  expect(JSON.stringify(sent('https://acemap.info/paper/1'))).not.toContain('acemap');
  expect(JSON.stringify(sent('https://www.nature.com/articles/1'))).toContain('nature.com');
});
