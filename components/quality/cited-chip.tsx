import type { ReactNode } from 'react';
import { SourceChip } from '@/components/ui/source/chip';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { Source } from '@/lib/registry/schema';

type Props = Readonly<{ source: Source; cited: CitedSources; children?: ReactNode }>;

/** The chip of a source that stands in the page's list of references. */
export function CitedChip({ source, cited, children }: Props) {
  const reference = cited.get(source.ref);
  if (reference === undefined) return null;
  return (
    <SourceChip source={source} citation={reference.citation} number={reference.number}>
      {children}
    </SourceChip>
  );
}
