import { readersAddress } from '@/lib/registry/references/reader-address';
import { SourceChipButton, type SourceChipProps } from './chip-button';

/**
 * The letter of a source's level beside a number; it opens reference, place, level and address. Where a copy was found is left
 * out before the chip goes to the browser.
 */
export function SourceChip({ source, ...props }: SourceChipProps) {
  return <SourceChipButton {...props} source={{ ...source, url: readersAddress(source.url) }} />;
}
