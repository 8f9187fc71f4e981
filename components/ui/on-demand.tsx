'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/**
 * A part of a page whose code comes when it is first drawn. Where it cannot come (the connection is gone, the program was
 * renewed), a sentence stands in its place and the rest of the page, with what was typed, stays as it is.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: PartMissing }),
    ),
  );
  return function OnDemand(props: Props): ReactNode {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

function PartMissing() {
  return <span role="alert">{useTranslations('errors')('partMissing')}</span>;
}
