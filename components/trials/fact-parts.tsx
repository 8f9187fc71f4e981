import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import type { FactPart } from '@/lib/registry/trials/facts/fact';

/** What a fact says, one statement after the other; a dash where nothing is reported. */
export function FactParts({ parts }: Readonly<{ parts: readonly FactPart[] }>) {
  if (parts.length === 0) return <span className="muted">–</span>;
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ', '}
      <Part part={part} />
    </Fragment>
  ));
}

function Part({ part }: Readonly<{ part: FactPart }>) {
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  switch (part.kind) {
    case 'text':
      return <GeneText text={inLocale(part.text, locale)} />;
    case 'plain':
      return part.text;
    case 'code':
      return vocabulary(part.key);
    case 'year':
      return vocabulary(`years.${part.word}`, { year: part.year });
    case 'number':
      return formatNumber(part.value, locale);
  }
}
