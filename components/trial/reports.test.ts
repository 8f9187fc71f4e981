import { expect, test } from 'vitest';
import { attributesIn, rendered } from '@/components/ui/testing/rendered';
import { LOCALES } from '@/lib/i18n/routing';
import { makeTrial } from '@/lib/registry/testing/dataset';
import { TrialReports } from './reports';

const report = (address: string) => ({
  id: 'x',
  ref: 'x',
  published: '2019',
  cut: { absent: 'not-read' as const },
  followUp: { absent: 'not-read' as const },
  population: { absent: 'not-read' as const },
  estimates: null,
  copy: { address, accessed: '2026', sha256: null },
});

test.each(LOCALES)('the copy that was read is linked only where readers are sent there (%s)', (locale) => {
  const linked = (address: string): string[] => {
    const markup = rendered(
      TrialReports,
      { trial: makeTrial({ reports: [report(address)] }), cited: new Map() },
      locale,
    );
    return attributesIn(markup, 'a', 'href');
  };
  expect(linked('https://doi.org/10.1/x')).toEqual(['https://doi.org/10.1/x']);
  expect(linked('https://acemap.info/paper/1')).toEqual([]);
});
