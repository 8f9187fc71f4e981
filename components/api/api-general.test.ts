import { expect, test } from 'vitest';
import { rendered, textsIn } from '@/components/ui/testing/rendered';
import { openApiDocument } from '@/lib/api/document/openapi';
import { readingGuide } from '@/lib/api/document/reading-guide';
import { LOCALES } from '@/lib/i18n/routing';
import { ApiGeneral } from './api-general';

test.each(LOCALES)('every status that an address may answer is explained (%s)', (locale) => {
  const page = rendered(ApiGeneral, { address: 'https://registry.example', document: '/api/v1/openapi.json' }, locale);
  const { operations } = readingGuide(openApiDocument(), locale, 'https://registry.example');
  const statuses = new Set(operations.flatMap((operation) => operation.statuses.map(String)));
  expect([...statuses].filter((status) => !textsIn(page, 'dt').includes(status))).toEqual([]);
  // README and docs/operations.md: who asks too much, or while too much is made.
  expect([...statuses]).toEqual(expect.arrayContaining(['405', '429', '503']));
});
