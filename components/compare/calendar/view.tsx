import { EmptyState } from '@/components/ui/empty-state';
import { GeneText } from '@/components/ui/gene-text';
import type { CalendarFigure } from '@/lib/comparison/views/calendar-figure';
import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import { CalendarChart } from './chart';
import classes from '@/components/figure/figure.module.css';
import { forReaders } from '@/lib/registry/references/for-readers';
import type { Evidence } from '@/components/figure/point-source';

/** The calendar with the names of those who cannot stand on it. */
export function CalendarView({
  calendar,
  texts,
  evidence,
}: Readonly<{ calendar: CalendarFigure; texts: CalendarTexts; evidence: Evidence }>) {
  return (
    <>
      {calendar.panels.length === 0 ? (
        <EmptyState title={texts.title} text={texts.subtitle} />
      ) : (
        <CalendarChart
          calendar={{ panels: forReaders(calendar.panels), axis: calendar.axis }}
          texts={{ ...texts, rows: [] }}
          citations={calendar.comparison.citations}
          evidence={evidence}
        />
      )}
      {texts.leftOut.length > 0 && (
        <details data-on-paper className={classes.notes}>
          <summary>{texts.leftOutHeading}</summary>
          <ul>
            {texts.leftOut.map((line) => (
              <li key={line}>
                <GeneText text={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
