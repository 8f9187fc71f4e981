'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef } from 'react';

/** Marks an entry of the browser's history that stands before the same page, so that the first Back can ask. */
const GUARD = 'entryFormGuard';

/** Whether the page stands on the entry of the history that guards the way back. */
export function isGuarded(): boolean {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && GUARD in state;
}

/**
 * Where something typed is not saved, links, Back, closing and reloading ask first; not so a link to the same page in another
 * language where the form goes on there (`carry`). Returns the question for a form's own ways out. Once nothing is unsaved, a form whose page stays takes its guard out of the history again.
 */
export function useLeavingAsks(touched: boolean, pageStays: boolean, carry: (() => void) | null): () => boolean {
  const t = useTranslations('patientForm');
  const question = t('leaveSure');
  const carries = useRef(carry);
  useEffect(() => {
    carries.current = carry;
  });
  useEffect(() => {
    if (!touched) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const here = link?.getAttribute('href')?.startsWith('#') ?? true;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.getAttribute('target') === '_blank';
      if (here || elsewhere) return;
      if (link?.hasAttribute('hreflang') === true && carries.current !== null) return carries.current();
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', warn);
    document.addEventListener('click', follow, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('click', follow, { capture: true });
    };
  }, [touched, question]);
  useEffect(() => (touched ? guardBack(question, pageStays) : undefined), [touched, question, pageStays]);
  return useCallback(() => !touched || window.confirm(question), [touched, question]);
}

function guardBack(question: string, pageStays: boolean): () => void {
  const page = window.location.href;
  // With the router's own state, the entry is the same page to it.
  const guard = (): void => window.history.pushState({ ...window.history.state, [GUARD]: true }, '', page);
  if (!isGuarded()) guard();
  let leaving = false;
  const back = (event: PopStateEvent): void => {
    if (leaving || window.location.href !== page) return;
    event.stopImmediatePropagation();
    if (!window.confirm(question)) return guard();
    leaving = true;
    window.history.back();
  };
  window.addEventListener('popstate', back, { capture: true });
  return () => {
    window.removeEventListener('popstate', back, { capture: true });
    if (pageStays && !leaving && isGuarded() && window.location.href === page) window.history.back();
  };
}
