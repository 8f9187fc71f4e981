import { describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { localRefusal } from './disclosure';

const viewer = (...roles: ['researcher' | 'data-manager', string][]): Viewer => ({
  id: 'v',
  displayName: 'V',
  globalRoles: [],
  sites: roles.map(([role, siteId]) => ({ role, siteId, siteCode: siteId, siteName: siteId, madeUp: false })),
});

describe('who sees a local cohort', () => {
  test.each([
    ['a visitor', null, ['a'], 40, 'sign-in'],
    ['a member of another site', viewer(['researcher', 'b']), ['a'], 40, 'no-site'],
    ['somebody without a site', viewer(), [], 0, 'no-site'],
    ['a researcher, five patients', viewer(['researcher', 'a']), ['a'], 5, null],
    ['a researcher, four patients', viewer(['researcher', 'a']), ['a'], 4, 'too-few'],
    ['a data manager, one patient', viewer(['data-manager', 'a']), ['a'], 1, null],
    [
      'a data manager of one of two sites',
      viewer(['data-manager', 'a'], ['researcher', 'b']),
      ['a', 'b'],
      4,
      'too-few',
    ],
    ['anybody, no patients', viewer(['data-manager', 'a']), ['a'], 0, 'no-patients'],
  ] as const)('%s', (_who, who, sites, n, refusal) => expect(localRefusal(who, sites, n)).toBe(refusal));
});
