import { useTranslations } from 'next-intl';
import type { Band, BriefAnswer } from '@/lib/risk/numbers/number-bands';
import { isInside, type NumberFact } from '@/lib/risk/numbers/number-intervals';
import { GroupMark } from '../group-mark';
import { intervalText } from '../interval-text';
import classes from '../risk-page.module.css';
import { clearOf, scaleOf } from './slider-scale';
import { useRiskWords } from '../use-risk-words';

type Props = Readonly<{ name: string; fact: NumberFact; bands: readonly Band[]; value: number | null }>;

/** The groups of one protocol along the slider as coloured and lettered bands, and the one at the slider's value. */
export function BandRow({ name, fact, bands, value }: Props) {
  const t = useTranslations('riskPage.whatIf');
  const words = useRiskWords();
  const { last, positionOf } = scaleOf(fact);
  const share = (position: number): number => (100 * position) / last;
  const pointer = value === null ? null : share(positionOf(value));
  const here = value === null ? undefined : bands.find(({ interval }) => isInside(interval, value));
  const spoken = bands
    .map(({ interval, answer }) => `${intervalText(fact, interval, words) ?? t('any')}: ${inWords(answer)}`)
    .join('; ');
  return (
    <div className={classes.bandRow}>
      <span className={classes.bandName}>{name}</span>
      <span className={classes.bar} role="img" aria-label={`${name}. ${spoken}`}>
        {bands.map(({ interval, answer }) => {
          const from = interval.from === null ? 0 : share(positionOf(interval.from.value));
          const to = interval.to === null ? 100 : share(positionOf(interval.to.value));
          return (
            <span
              key={from}
              className={classes.band}
              data-group={answer.group ?? answer.status}
              data-here={here?.interval === interval}
              style={{ left: `${from}%`, width: `${to - from}%`, ...beside(from, to, pointer) }}
              title={`${intervalText(fact, interval, words) ?? t('any')}: ${inWords(answer)}`}
            >
              <span>{letters(answer)}</span>
            </span>
          );
        })}
        {pointer !== null && <span className={classes.pointer} style={{ left: `${pointer}%` }} />}
      </span>
      <span className={classes.bandNow}>
        {here === undefined ? (
          '–'
        ) : (
          <>
            <GroupMark result={here.answer} />
            <span className={classes.bandRange}>{intervalText(fact, here.interval, words)}</span>
          </>
        )}
      </span>
    </div>
  );

  function inWords({ status, group, possible, subgroup }: BriefAnswer): string {
    if (group !== null) return subgroup === null ? words.groupName(group) : `${words.groupName(group)}, ${subgroup}`;
    return status === 'undetermined'
      ? `${words.statusName(status)} (${words.groupList(possible)})`
      : words.statusName(status);
  }

  function letters({ status, group, possible, subgroup }: BriefAnswer): string {
    if (group !== null) return subgroup ?? group;
    return status === 'undetermined'
      ? `${possible.join('/')}?`
      : t(`letters.${status === 'not-stratified' ? 'not-stratified' : 'not-eligible'}`);
  }
}

/** Keeps the letters of a band in the wider of the parts beside the pointer. */
function beside(from: number, to: number, pointer: number | null): { paddingLeft?: string; paddingRight?: string } {
  const { before, after } = clearOf(from, to, pointer);
  return {
    ...(before > 0 && { paddingLeft: `calc(${before}% + 3px)` }),
    ...(after > 0 && { paddingRight: `calc(${after}% + 3px)` }),
  };
}
