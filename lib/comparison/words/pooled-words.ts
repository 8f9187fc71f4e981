import type { KeysUnder, MessageKey, MessageLookup } from '@/lib/i18n/message-lookup';
import { localSeries, type ComparisonFigure } from '../figure/figure-model';

/** Texts that say whose patients these are, with what they say of the pool of a network. */
const POOLED: Partial<Record<MessageKey, KeysUnder<'against.pooled'>>> = {
  'figure.madeUp': 'figure.madeUp',
  'figure.median': 'figure.median',
  'figure.medianNotReached': 'figure.medianNotReached',
  'figure.legend.local': 'figure.legend',
  'figure.caveat.made-up': 'figure.madeUpShort',
  'figure.caveat.local-small': 'figure.small',
  'figure.caveat.local-thin': 'figure.thin',
  'figure.caveat.local-definition': 'figure.definition',
  'figure.caveat.local-alone': 'figure.alone',
  'against.heading': 'heading',
  'against.caption': 'caption',
  'against.column.local': 'column.local',
  'against.column.atRisk': 'column.atRisk',
  'against.column.difference': 'column.difference',
  'against.why.beyond-follow-up': 'why.beyond-follow-up',
  'against.why.local-at-boundary': 'why.local-at-boundary',
  'against.method': 'method',
  'against.methodExpected': 'methodExpected',
  'against.summary.heading': 'summary.heading',
  'against.summary.own': 'summary.own',
  'against.summary.ownNoInterval': 'summary.ownNoInterval',
  'against.summary.ownNowhere': 'summary.ownNowhere',
  'against.followUp.heading': 'followUp.heading',
  'against.followUp.caption': 'followUp.caption',
  'against.expectedTable.caption': 'expectedTable.caption',
  'against.open.why.guarded': 'open.guarded',
};

/** The texts of a figure: where its patients are the pool of a network, no table and no sentence calls them local. */
export function wordsOfFigure(figure: ComparisonFigure, t: MessageLookup): MessageLookup {
  if (localSeries(figure)?.description.network === undefined) return t;
  return (key, values) => {
    const pooled = POOLED[key];
    return pooled === undefined ? t(key, values) : t(`against.pooled.${pooled}`, values);
  };
}
