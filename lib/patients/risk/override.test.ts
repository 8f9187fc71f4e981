import { describe, expect, test } from 'vitest';
import { currentOverride, shownOverrides, standingOverrides, type RiskOverride } from './override';

describe('the groups that were assigned', () => {
  const row = (id: string, changes: Partial<RiskOverride>): RiskOverride => ({
    id,
    protocolSlug: 'mll-baby',
    decisionPoint: 'diagnosis',
    computedGroup: 'IR',
    ruleSetVersion: '1',
    assignedGroup: 'HR',
    assignedOn: '2021-03-02',
    reason: 'tumour board decision',
    writtenBy: null,
    writtenOn: '2021-03-03',
    ...changes,
  });

  test('are the last of each point, in time order, under the protocol of now', () => {
    const rows = [
      row('a', { decisionPoint: 'end-of-induction' }),
      row('b', {}),
      row('c', { assignedGroup: 'IR' }),
      row('d', { protocolSlug: 'interfant-21' }),
    ];
    expect(standingOverrides(rows, 'mll-baby').map(({ id }) => id)).toEqual(['c', 'a']);
    expect(standingOverrides(rows, null)).toEqual([]);
  });

  test('a withdrawal leaves none, not the one before', () => {
    expect(
      standingOverrides(
        [row('a', {}), row('b', { assignedGroup: 'IR' }), row('c', { assignedGroup: null })],
        'mll-baby',
      ),
    ).toEqual([]);
    expect(
      standingOverrides(
        [row('a', {}), row('b', { assignedGroup: null }), row('c', { assignedGroup: 'IR' })],
        'mll-baby',
      ).map(({ id }) => id),
    ).toEqual(['c']);
  });

  test('stand beside what is computed now, at their own point and under their own protocol', () => {
    // Worked example 9 of the rules: germline is IR under MLL-Baby, raised without remission; LR under Interfant-06.
    const facts = { ageDays: 250, kmt2a: 'germline', remissionEoi: false } as const;
    const rows = [
      row('a', {}),
      row('b', { decisionPoint: 'end-of-induction', assignedGroup: 'IR' }),
      row('c', { protocolSlug: 'interfant-06' }),
      row('d', { assignedGroup: null }),
      row('e', { protocolSlug: 'tini-2', computedGroup: null, ruleSetVersion: null }),
    ];
    expect(
      shownOverrides(rows, 'mll-baby', facts).map(({ id, state, computedNow }) => [id, state, computedNow]),
    ).toEqual([
      ['a', 'replaced', 'IR'],
      ['b', 'standing', 'HR'],
      ['c', 'other-protocol', 'LR'],
      ['d', 'withdrawal', 'IR'],
      ['e', 'other-protocol', null],
    ]);
  });

  test('count from the latest decision point, whatever the order of writing', () => {
    const rows = [row('a', { decisionPoint: 'end-of-induction' }), row('b', { decisionPoint: 'diagnosis' })];
    expect(currentOverride(shownOverrides(rows, 'mll-baby', {}))?.id).toBe('a');
    expect(currentOverride(shownOverrides([], 'mll-baby', {}))).toBeNull();
  });
});
