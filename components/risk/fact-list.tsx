import { GeneText } from '@/components/ui/gene-text';
import type { FactsOfPoint } from './facts-in-words';

type Props = Readonly<{
  facts: readonly FactsOfPoint[];
  className: string | undefined;
  pointClass?: string | undefined;
}>;

/** What is known of an infant, by point of decision. */
export function FactList({ facts, className, pointClass }: Props) {
  return (
    <dl className={className}>
      {facts.map(({ point, items }) => (
        <div key={point} className={pointClass}>
          <dt>{point}</dt>
          {items.map(({ name, value }) => (
            <dd key={name}>
              <GeneText text={`${name}: `} />
              <strong>
                <GeneText text={value} />
              </strong>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
