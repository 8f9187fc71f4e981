'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import classes from './patient.module.css';

type Section = Readonly<{ id: string; label: string; count: number | string | null }>;
type Props = Readonly<{
  sections: readonly Section[];
  /** The key of the first section: a section has the same key on every page. */
  firstKey?: number;
  /** Goes to a section in place of the page's own way there. */
  onGo?: (id: string) => void;
}>;

/** The sections of the page with how much stands in each, always in sight; each has a key. */
export function SectionBar({ sections, firstKey = 1, onGo }: Props) {
  const t = useTranslations('patientCourse');
  useEffect(() => {
    const go = (event: KeyboardEvent): void => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const section = sections[Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? '0') - firstKey];
      if (section === undefined) return;
      event.preventDefault();
      goTo(section.id, onGo);
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, [sections, firstKey, onGo]);
  return (
    <nav className={classes.bar} aria-label={t('sections')}>
      {sections.map(({ id, label, count }, index) => (
        <a
          key={id}
          href={`#section-${id}`}
          title={t('keys', { key: index + firstKey })}
          aria-keyshortcuts={`Alt+Shift+${index + firstKey}`}
          onClick={(event) => {
            event.preventDefault();
            goTo(id, onGo);
          }}
        >
          {label}
          {count !== null && <span className={classes.barCount}> {count}</span>}
        </a>
      ))}
    </nav>
  );
}

/** To the heading of the section; from there the Tab key goes on into it. */
function goTo(id: string, onGo: Props['onGo']): void {
  const heading = document.getElementById(`section-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  if (onGo !== undefined) return onGo(id);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}
