'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { typedNumber } from '@/lib/numbers/read-number';
import { factsFromFragment } from '@/lib/risk/facts-fragment';
import { fragmentStore } from './form/fragment-store';
import { RiskWorkbench } from './risk-workbench';

/** One patient under every protocol. Facts of a shared link stand in the address after `#`, which no server is told. */
export function RiskCalculator({ evidence }: Readonly<{ evidence: RiskEvidence }>) {
  const [store] = useState(fragmentStore);
  const fragment = useSyncExternalStore(store.subscribe, store.read, () => '');
  const shared = useMemo(() => factsFromFragment(fragment, typedNumber), [fragment]);
  return <RiskWorkbench key={fragment} initial={shared.facts} problems={shared.problems} evidence={evidence} />;
}
